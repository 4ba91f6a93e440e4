package io.isomer.testing.e2e.property;

/** An insert as Debezium 3.7 writes it with the shipped settings; ID stands for the row's key. */
final class Events {

  static final String KEY =
      """
      {"schema":{"type":"struct","fields":[{"type":"int64","optional":false,"field":"id"}],"\
      optional":false,"name":"f.public.fuzz.Key"},"payload":{"id":ID}}""";

  static final String VALUE =
      """
      {"schema":{"type":"struct","fields":[{"type":"struct","fields":[{"type":"int64","optio\
      nal":false,"parameters":{"__debezium.source.column.type":"INT8"},"field":"id"},{"type"\
      :"string","optional":true,"parameters":{"__debezium.source.column.type":"TEXT"},"field\
      ":"name"},{"type":"string","optional":true,"parameters":{"__debezium.source.column.typ\
      e":"NUMERIC","__debezium.source.column.length":"12","__debezium.source.column.scale":"\
      2"},"field":"amount"},{"type":"boolean","optional":true,"parameters":{"__debezium.sour\
      ce.column.type":"BOOL"},"field":"flag"},{"type":"int64","optional":true,"name":"io.deb\
      ezium.time.MicroTimestamp","version":1,"parameters":{"__debezium.source.column.type":"\
      TIMESTAMP"},"field":"at"},{"type":"array","items":{"type":"string","optional":true},"o\
      ptional":false,"parameters":{"__debezium.source.column.type":"_TEXT"},"field":"tags"}]\
      ,"optional":true,"name":"f.public.fuzz.Value","field":"before"},{"type":"struct","fiel\
      ds":[{"type":"int64","optional":false,"parameters":{"__debezium.source.column.type":"I\
      NT8"},"field":"id"},{"type":"string","optional":true,"parameters":{"__debezium.source.\
      column.type":"TEXT"},"field":"name"},{"type":"string","optional":true,"parameters":{"_\
      _debezium.source.column.type":"NUMERIC","__debezium.source.column.length":"12","__debe\
      zium.source.column.scale":"2"},"field":"amount"},{"type":"boolean","optional":true,"pa\
      rameters":{"__debezium.source.column.type":"BOOL"},"field":"flag"},{"type":"int64","op\
      tional":true,"name":"io.debezium.time.MicroTimestamp","version":1,"parameters":{"__deb\
      ezium.source.column.type":"TIMESTAMP"},"field":"at"},{"type":"array","items":{"type":"\
      string","optional":true},"optional":false,"parameters":{"__debezium.source.column.type\
      ":"_TEXT"},"field":"tags"}],"optional":true,"name":"f.public.fuzz.Value","field":"afte\
      r"},{"type":"struct","fields":[{"type":"string","optional":false,"field":"version"},{"\
      type":"string","optional":false,"field":"connector"},{"type":"string","optional":false\
      ,"field":"name"},{"type":"int64","optional":false,"field":"ts_ms"},{"type":"string","o\
      ptional":true,"name":"io.debezium.data.Enum","version":1,"parameters":{"allowed":"true\
      ,first,first_in_data_collection,last_in_data_collection,last,false,incremental"},"defa\
      ult":"false","field":"snapshot"},{"type":"string","optional":false,"field":"db"},{"typ\
      e":"string","optional":true,"field":"sequence"},{"type":"int64","optional":true,"field\
      ":"ts_us"},{"type":"int64","optional":true,"field":"ts_ns"},{"type":"string","optional\
      ":false,"field":"schema"},{"type":"string","optional":false,"field":"table"},{"type":"\
      int64","optional":true,"field":"txId"},{"type":"int64","optional":true,"field":"lsn"},\
      {"type":"int64","optional":true,"field":"xmin"},{"type":"string","optional":true,"fiel\
      d":"origin"},{"type":"int64","optional":true,"field":"origin_lsn"}],"optional":false,"\
      name":"io.debezium.connector.postgresql.Source","version":1,"field":"source"},{"type":\
      "struct","fields":[{"type":"string","optional":false,"field":"id"},{"type":"int64","op\
      tional":false,"field":"total_order"},{"type":"int64","optional":false,"field":"data_co\
      llection_order"}],"optional":true,"name":"event.block","version":1,"field":"transactio\
      n"},{"type":"string","optional":false,"field":"op"},{"type":"int64","optional":true,"f\
      ield":"ts_ms"},{"type":"int64","optional":true,"field":"ts_us"},{"type":"int64","optio\
      nal":true,"field":"ts_ns"}],"optional":false,"name":"f.public.fuzz.Envelope","version"\
      :2},"payload":{"before":null,"after":{"id":ID,"name":"größe \\"x\\" 😀","amount":"-1234\
      5.60","flag":true,"at":1700000000123456,"tags":["a",null,""]},"source":{"version":"3.7\
      .0.Final","connector":"postgresql","name":"b","ts_ms":1795344339903,"snapshot":"false"\
      ,"db":"postgres","sequence":"[\\"25241000\\",\\"25241960\\"]","ts_us":1795344339903560\
      ,"ts_ns":1795344339903560000,"schema":"public","table":"fuzz","txId":787,"lsn":2524196\
      0,"xmin":null,"origin":null,"origin_lsn":null},"transaction":null,"op":"c","ts_ms":179\
      5344339965,"ts_us":1795344339965259,"ts_ns":1795344339965259594}}""";

  private Events() {}
}
