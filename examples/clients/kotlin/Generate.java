import com.apollographql.apollo.compiler.ApolloCompiler;
import com.apollographql.apollo.compiler.CodegenSchemaOptions;
import com.apollographql.apollo.compiler.InputFile;
import com.apollographql.apollo.compiler.OptionsKt;
import com.apollographql.apollo.compiler.codegen.SourceOutputKt;
import java.io.File;
import java.util.List;
import java.util.Map;

/**
 * Generates the client as the Gradle plugin of Apollo Kotlin does, by the same compiler: for builds without Gradle.
 * Arguments: schema, documents, directory of the sources.
 */
class Generate {
  private static final String ADAPTERS = "com.apollographql.apollo.api.";

  public static void main(String[] arguments) {
    var scalars = Map.of(
        "Decimal", "java.math.BigDecimal", // keeps every digit
        "DateTime", "java.time.Instant",
        "CurrencyCode", "kotlin.String",
        "JSONObject", "onebook.JsonObject",
        "SafeInt", "kotlin.Long",
        "IdempotencyKey", "kotlin.String");
    var adapters = Map.of(
        "Decimal", "onebook.DecimalAdapter",
        "DateTime", "onebook.DateTimeAdapter",
        "CurrencyCode", ADAPTERS + "StringAdapter",
        "JSONObject", "onebook.JsonObjectAdapter",
        "SafeInt", ADAPTERS + "LongAdapter",
        "IdempotencyKey", ADAPTERS + "StringAdapter");
    var sources = ApolloCompiler.INSTANCE.buildSchemaAndOperationsSources(
        List.of(file(arguments[0])),
        List.of(file(arguments[1])),
        new CodegenSchemaOptions(scalars, adapters, false),
        OptionsKt.buildIrOptions(null, null, null, null, null, null, null, null, null),
        OptionsKt.buildCodegenOptions(
            null, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null, null, null, null, null, null, null, null, "onebook.api", null),
        null, null, null, null, null, null, OptionsKt.getDefaultLogger(), null);
    SourceOutputKt.writeTo(sources, new File(arguments[2]), true, null);
  }

  private static InputFile file(String path) {
    return new InputFile(new File(path), path);
  }
}
