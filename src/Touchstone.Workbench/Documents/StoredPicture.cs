using System.Text.Json;
using System.Text.Json.Serialization;
using Touchstone.Provenance.Verdicts;

namespace Touchstone.Workbench.Documents;

/// <summary>A picture stored in credentials: its type and size, and its bytes only where arrays are wanted.</summary>
internal sealed class StoredPicture(bool withArrays) : JsonConverter<ThumbnailReport>
{
    public override void Write(Utf8JsonWriter writer, ThumbnailReport value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("mediaType", value.MediaType);
        writer.WriteNumber("size", value.Bytes.Length);
        if (withArrays) writer.WriteBase64String("base64", value.Bytes.Span);
        writer.WriteEndObject();
    }

    public override ThumbnailReport Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        return new ThumbnailReport(root.GetProperty("mediaType").GetString() ?? "", root.TryGetProperty("base64", out var bytes) ? bytes.GetBytesFromBase64() : ReadOnlyMemory<byte>.Empty);
    }
}
