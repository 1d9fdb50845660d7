using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Touchstone.Workbench.Documents;

namespace Touchstone.Evaluation.Thresholds;

/// <summary>One way to write a record as JSON, so that its hash and its signature mean something: camelCase, dictionaries by key, two blanks, line feeds, "Infinity" for what is not finite.</summary>
internal static class CanonicalJson
{
    internal static JsonSerializerOptions Options { get; } = Make();

    internal static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <exception cref="JsonException">The bytes are no such record: damaged, doubled, unknown or missing members.</exception>
    internal static T Read<T>(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("There is nothing in it.");

    /// <summary>SHA-256 of a record as it is written, lower-case hexadecimal.</summary>
    internal static string Hash<T>(T value) => Convert.ToHexStringLower(SHA256.HashData(Write(value)));

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(ExaminationJson.Complete)
        {
            WriteIndented = true,
            NewLine = "\n",
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = true,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        };
        options.MakeReadOnly();
        return options;
    }
}
