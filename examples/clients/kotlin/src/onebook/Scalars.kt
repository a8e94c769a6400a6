package onebook

import com.apollographql.apollo.api.Adapter
import com.apollographql.apollo.api.AnyAdapter
import com.apollographql.apollo.api.CustomScalarAdapters
import com.apollographql.apollo.api.json.JsonReader
import com.apollographql.apollo.api.json.JsonWriter
import java.math.BigDecimal
import java.time.Instant
import java.time.temporal.ChronoUnit

/** Amounts keep their digits: "104.00" stays 104.00. */
object DecimalAdapter : Adapter<BigDecimal> {
    override fun fromJson(reader: JsonReader, customScalarAdapters: CustomScalarAdapters) =
        BigDecimal(reader.nextString()!!)

    override fun toJson(writer: JsonWriter, customScalarAdapters: CustomScalarAdapters, value: BigDecimal) {
        writer.value(value.toPlainString())
    }
}

object DateTimeAdapter : Adapter<Instant> {
    override fun fromJson(reader: JsonReader, customScalarAdapters: CustomScalarAdapters) =
        Instant.parse(reader.nextString()!!)

    override fun toJson(writer: JsonWriter, customScalarAdapters: CustomScalarAdapters, value: Instant) {
        writer.value(value.truncatedTo(ChronoUnit.MILLIS).toString())
    }
}

/** The application's own data. */
class JsonObject(val values: Map<String, Any?>)

object JsonObjectAdapter : Adapter<JsonObject> {
    @Suppress("UNCHECKED_CAST")
    override fun fromJson(reader: JsonReader, customScalarAdapters: CustomScalarAdapters) =
        JsonObject(AnyAdapter.fromJson(reader, customScalarAdapters) as Map<String, Any?>)

    override fun toJson(writer: JsonWriter, customScalarAdapters: CustomScalarAdapters, value: JsonObject) {
        AnyAdapter.toJson(writer, customScalarAdapters, value.values)
    }
}
