using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Touchstone.Workbench.Documents;

/// <summary>A long array of numbers in a document: little-endian values, deflate-compressed (RFC 1951), in base64.</summary>
/// <param name="Encoding">"deflate-float32le" or "deflate-float64le".</param>
/// <param name="Count">Number of values.</param>
/// <param name="Data">The compressed bytes.</param>
/// <remarks>Packing keeps every bit, NaN included, and is about a tenth of the length of decimal text.</remarks>
public sealed record PackedArray(string Encoding, int Count, byte[] Data)
{
    internal const string Float32 = "deflate-float32le";
    internal const string Float64 = "deflate-float64le";

    // 120 million values: no map or series has more cells than Limits.MaximumPixels allows pixels.
    private const int MaximumCount = 120_000_000;

    internal static PackedArray Of<T>(string encoding, ReadOnlySpan<T> values) where T : unmanaged
    {
        using var memory = new MemoryStream();
        using (var deflate = new DeflateStream(memory, CompressionLevel.Fastest))
            deflate.Write(MemoryMarshal.AsBytes(values));
        return new PackedArray(encoding, values.Length, memory.ToArray());
    }

    /// <exception cref="JsonException">The encoding, the count or the data do not fit.</exception>
    internal T[] Unpack<T>(string encoding) where T : unmanaged
    {
        if (Encoding != encoding || Count is < 0 or > MaximumCount || Data is null) throw new JsonException($"No array in {encoding}.");
        var values = new T[Count];
        try
        {
            using var inflate = new DeflateStream(new MemoryStream(Data), CompressionMode.Decompress);
            inflate.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
            if (inflate.ReadByte() >= 0) throw new JsonException("A packed array is longer than its count.");
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new JsonException("A packed array is damaged.", e);
        }
        return values;
    }
}

/// <summary>Arrays of 32-bit numbers, packed, or null where a document leaves them out; null reads as an empty array.</summary>
internal sealed class PackedFloats(bool withValues) : JsonConverter<float[]>
{
    public override bool HandleNull => true;

    public override float[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<PackedArray>(ref reader, options)?.Unpack<float>(PackedArray.Float32) ?? [];

    public override void Write(Utf8JsonWriter writer, float[] value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, withValues ? PackedArray.Of<float>(PackedArray.Float32, value) : null, options);
}

/// <summary>Arrays of 64-bit numbers, in the same way.</summary>
internal sealed class PackedDoubles(bool withValues) : JsonConverter<double[]>
{
    public override bool HandleNull => true;

    public override double[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<PackedArray>(ref reader, options)?.Unpack<double>(PackedArray.Float64) ?? [];

    public override void Write(Utf8JsonWriter writer, double[] value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, withValues ? PackedArray.Of<double>(PackedArray.Float64, value) : null, options);
}
