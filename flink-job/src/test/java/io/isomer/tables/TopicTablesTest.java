package io.isomer.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.changelog.TableId;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicTablesTest {

  private static final TopicTables NAMED = new TopicTables("", List.of());
  private static final TopicTables PREFIXED = new TopicTables("my.pg", List.of());

  private static TableId table(String schema, String name) {
    return new TableId(schema, name);
  }

  @Test
  void aTopicIsNamedAfterItsTable() {
    assertThat(NAMED.carries("isomer.public.a", table("public", "a"))).isTrue();
    assertThat(NAMED.carries("isomer.public.a", table("public", "b"))).isFalse();
    assertThat(NAMED.carries("isomer.public.a", table("private", "a"))).isFalse();
    assertThat(NAMED.carries("isomer.public.a", table("public", "A"))).isFalse();
    assertThat(NAMED.carries("isomer.public.ba", table("public", "a"))).isFalse();
    assertThat(NAMED.carries(".public.a", table("public", "a"))).isFalse();
    assertThat(NAMED.carries("isomer.public", table("isomer", "public"))).isFalse();
  }

  @Test
  void whereThePrefixIsKnownItCounts() {
    assertThat(PREFIXED.carries("my.pg.public.a", table("public", "a"))).isTrue();
    assertThat(PREFIXED.carries("my.pg.s.public.a", table("public", "a"))).isFalse();
    assertThat(PREFIXED.carries("my.pg.s.public.a", table("s.public", "a"))).isTrue();
    assertThat(PREFIXED.carries("pg.public.a", table("public", "a"))).isFalse();
    TopicTables other = new TopicTables("other", List.of());
    assertThat(other.carries("my.pg.public.a", table("public", "a"))).isFalse();
  }

  @Test
  void aCharacterThatKafkaDoesNotTakeIsAnUnderscore() {
    assertThat(NAMED.carries("p.public.x___DROP_TABLE_y_", table("public", "x\"; DROP TABLE y`")))
        .isTrue();
    assertThat(NAMED.carries("p.public.____", table("public", "Анна"))).isTrue();
    assertThat(NAMED.carries("p.public.__", table("public", "\uD83D\uDE00"))).isTrue();
    assertThat(NAMED.carries("p.public.same_", table("public", "same?"))).isTrue();
    assertThat(NAMED.carries("p.public.same_", table("public", "same!"))).isTrue();
  }

  @Test
  void aNameThatKafkaCouldNotTakeIsCutOff() {
    String prefix = "p".repeat(200);
    TopicTables tables = new TopicTables(prefix, List.of());
    assertThat(tables.carries(prefix + ".s." + "t".repeat(46), table("s", "t".repeat(63))))
        .isTrue();
  }

  @Test
  void theFirstRouteOfATopicDecides() {
    TopicTables tables =
        new TopicTables(
            "p",
            List.of(
                new TopicRoute("all.*", List.of(TablePattern.parse("public.o*"))),
                new TopicRoute("*", List.of(TablePattern.parse("sales.*")))));
    assertThat(tables.carries("all.x", table("public", "orders"))).isTrue();
    assertThat(tables.carries("allxx", table("public", "orders"))).isFalse();
    assertThat(tables.carries("all.x", table("sales", "orders"))).isFalse();
    assertThat(tables.carries("whatever", table("sales", "orders"))).isTrue();
    assertThat(tables.carries("p.public.a", table("public", "a"))).isFalse();
    assertThat(TopicTables.ANY.carries("x", table("public", "a"))).isTrue();
  }
}
