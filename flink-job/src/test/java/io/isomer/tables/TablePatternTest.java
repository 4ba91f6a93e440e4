package io.isomer.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.TableId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TablePatternTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "*|public|orders|true",
        "*|a.b|c d|true",
        "public.*|public|orders|true",
        "public.*|publicx|orders|false",
        "*.orders|sales|orders|true",
        "public.ord*s|public|orders|true",
        "public.ord*s|public|ords|true",
        "public.ord*s|public|order|false",
        "public.Orders|public|orders|false",
        "public.\"*\"|public|*|true",
        "public.\"*\"|public|x|false",
        "public.\"a.b\"|public|a.b|true",
        "public.\"a.b\"*|public|a.bc|true",
        "\"a.b\".c|a.b|c|true",
        "public.\"say \"\"hi\"\"\"|public|say \"hi\"|true",
        "public.whatIs?|public|whatIs?|true",
        "public.whatIs?|public|whatIsX|false",
        "public.a-b%c|public|a-b%c|true",
        "public.Анна|public|Анна|true",
        "public.a[b]\\d|public|a[b]\\d|true"
      })
  void matches(String pattern, String schema, String table, boolean expected) {
    assertThat(TablePattern.parse(pattern).matches(new TableId(schema, table))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "orders", "public.", ".orders", "a.b.c", "public.\"orders"})
  void refusesWhatIsNoTable(String pattern) {
    assertThatThrownBy(() -> TablePattern.parse(pattern))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "*|public.orders|true",
        "public.*|public.orders|true",
        "public.*|sales.orders|false",
        "public.whatIs?|public.whatIs_|true",
        "public.\"a.b\"|public.a.b|true",
        "public.Анна|public.____|true",
        "public.a-b%c|public.a-b_c|true"
      })
  void findsTheTopicWhoseNameKafkaTakes(String pattern, String topic, boolean expected) {
    TableSelection selection = new TableSelection(List.of(TablePattern.parse(pattern)), List.of());
    assertThat(topic.matches(selection.topicRegex())).isEqualTo(expected);
  }

  @Test
  void excludingWins() {
    TableSelection selection =
        new TableSelection(
            List.of(TablePattern.parse("public.*"), TablePattern.parse("sales.orders")),
            List.of(TablePattern.parse("*.tmp_*")));
    assertThat(selection.includes(new TableId("public", "orders"))).isTrue();
    assertThat(selection.includes(new TableId("public", "tmp_1"))).isFalse();
    assertThat(selection.includes(new TableId("sales", "orders"))).isTrue();
    assertThat(selection.includes(new TableId("sales", "items"))).isFalse();
  }
}
