package io.isomer.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.benchmarks.measure.Spread;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class BarChartTest {

  @Test
  void barsAreAsLongAsTheirMedians() throws Exception {
    String svg =
        new BarChart()
            .add(
                "rows/s",
                List.of(
                    new BarChart.Bar("a <b> & c", new Spread(100, 90, 200, 3)),
                    new BarChart.Bar("half", new Spread(50, 50, 50, 1))))
            .svg();
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getElementsByTagName("text").item(1).getTextContent())
        .isEqualTo("a <b> & c");
    double first = width(document, 1); // the first is the background
    assertThat(width(document, 2)).isEqualTo(first / 2);
  }

  private static double width(Document document, int rectangle) {
    Element element = (Element) document.getElementsByTagName("rect").item(rectangle);
    return Double.parseDouble(element.getAttribute("width"));
  }
}
