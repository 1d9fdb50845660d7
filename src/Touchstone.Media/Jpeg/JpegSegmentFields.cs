using System.Buffers.Binary;
using System.Text;
using Touchstone.Media.Containers;
using Touchstone.Media.Jpeg.Entropy;

namespace Touchstone.Media.Jpeg;

/// <summary>Named values of the marker segments, for the container tree.</summary>
internal static class JpegSegmentFields
{
    private const int LongestText = 256;
    private const int MostResources = 64;

    private static readonly string[] s_quantisationColumns = ["Slot", "Bits", .. Enumerable.Range(0, 64).Select(i => $"Q{i / 8}{i % 8}")];

    /// <summary>Values of a segment, and the quantisation tables of DQT (natural order, row and column in the column's name).</summary>
    internal static (IReadOnlyList<ContainerField> Fields, ContainerTable? Table) Read(byte marker, ReadOnlySpan<byte> payload, long offset)
    {
        var fields = new FieldList(offset);
        ContainerTable? table = null;
        switch (marker)
        {
            case JpegMarkers.Dqt: table = Quantisation(payload, fields); break;
            case JpegMarkers.Dht: Huffman(payload, fields); break;
            case JpegMarkers.Sos: Scan(payload, fields); break;
            case JpegMarkers.Dri when payload.Length >= 2: fields.Add("Interval", $"{Number(payload, 0)}", 0); break;
            case JpegMarkers.Dnl when payload.Length >= 2: fields.Add("Lines", $"{Number(payload, 0)}", 0); break;
            case JpegMarkers.Com: fields.Add("Text", Text(payload), 0); break;
            case >= JpegMarkers.App0 and <= 0xEF: Application(marker, payload, fields); break;
            case var m when JpegMarkers.IsFrameHeader(m): Frame(payload, fields); break;
        }
        return (fields.All, table);
    }

    /// <summary>Bytes as printable text, cut at 256; what is not printable ASCII becomes a full stop.</summary>
    internal static string Text(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (var b in bytes[..Math.Min(bytes.Length, LongestText)]) text.Append(b is >= 0x20 and < 0x7F ? (char)b : '.');
        return text.ToString();
    }

    private static int Number(ReadOnlySpan<byte> payload, int at) => BinaryPrimitives.ReadUInt16BigEndian(payload[at..]);

    // Layout: precision, height (2), width (2), count, then per component: id, sampling (4 + 4 bits), table.
    private static void Frame(ReadOnlySpan<byte> payload, FieldList fields)
    {
        if (payload.Length < 6) return;
        fields.Add("Precision", $"{payload[0]}", 0);
        fields.Add("Height", $"{Number(payload, 1)}", 1);
        fields.Add("Width", $"{Number(payload, 3)}", 3);
        fields.Add("Components", $"{payload[5]}", 5);
        var sampling = new List<string>();
        for (var i = 0; i < payload[5] && 9 + 3 * i <= payload.Length; i++)
        {
            var entry = payload.Slice(6 + 3 * i, 3);
            sampling.Add($"{entry[1] >> 4}x{entry[1] & 15}");
            fields.Add($"Component {entry[0]}", $"sampling {sampling[^1]}, table {entry[2]}", 6 + 3 * i);
        }
        fields.Add("Sampling", string.Join(',', sampling), 6);
    }

    private static ContainerTable Quantisation(ReadOnlySpan<byte> payload, FieldList fields)
    {
        var rows = new List<long[]>();
        JpegSegments.TryReadQuantisation(payload, (slot, steps) => rows.Add([slot, 0, .. steps.Select(s => (long)s)]));
        var at = 0;
        foreach (var row in rows)
        {
            row[1] = payload[at] >> 4 == 0 ? 8 : 16;
            fields.Add($"Table {row[0]}", $"{row[1]} bit, steps {row.Skip(2).Min()} to {row.Skip(2).Max()}", at);
            at += 1 + 8 * (int)row[1];
        }
        return new(s_quantisationColumns, rows, rows.Count);
    }

    private static void Huffman(ReadOnlySpan<byte> payload, FieldList fields)
    {
        var at = 0;
        JpegSegments.TryReadHuffman(payload, (isAc, slot, table) =>
        {
            fields.Add($"{(isAc ? "AC" : "DC")} {slot}", $"{table.Symbols.Length} codes, {(StandardHuffman.Contains(table) ? "standard" : "own")}", at);
            at += 17 + table.Symbols.Length;
        });
    }

    // Layout: count, per component: id, DC and AC table (4 + 4 bits); then first and last zigzag position, high and low bit.
    private static void Scan(ReadOnlySpan<byte> payload, FieldList fields)
    {
        if (payload.Length < 1 || payload.Length < 4 + 2 * payload[0]) return;
        fields.Add("Components", string.Join(',', Enumerable.Range(0, payload[0]).Zip(payload.ToArray().Skip(1).Chunk(2), (_, pair) => $"{pair[0]}")), 0);
        var tail = 1 + 2 * payload[0];
        fields.Add("SpectralStart", $"{payload[tail]}", tail);
        fields.Add("SpectralEnd", $"{payload[tail + 1]}", tail + 1);
        fields.Add("SuccessiveHigh", $"{payload[tail + 2] >> 4}", tail + 2);
        fields.Add("SuccessiveLow", $"{payload[tail + 2] & 15}", tail + 2);
    }

    private static void Application(byte marker, ReadOnlySpan<byte> payload, FieldList fields)
    {
        var identifier = Identifier(payload);
        fields.Add("Identifier", identifier, 0);
        var data = payload[Math.Min(payload.Length, identifier.Length + 1)..];
        var at = payload.Length - data.Length;
        switch (marker - JpegMarkers.App0, identifier)
        {
            // JFIF 1.02: version (2), units, density (2 + 2), thumbnail size (1 + 1).
            case (0, "JFIF") when data.Length >= 9:
                fields.Add("Version", $"{data[0]}.{data[1]:D2}", at);
                fields.Add("Units", $"{data[2]}", at + 2);
                fields.Add("Density", $"{Number(data, 3)}x{Number(data, 5)}", at + 3);
                fields.Add("Thumbnail", $"{data[7]}x{data[8]}", at + 7);
                break;
            // Exif 2.32 4.5.4: a zero byte after the identifier's own, then a TIFF header.
            case (1, "Exif") when data.Length >= 3:
                fields.Add("ByteOrder", Text(data[1..3]), at + 1);
                break;
            // ICC.1 B.4: number of this chunk, number of chunks.
            case (2, "ICC_PROFILE") when data.Length >= 2:
                fields.Add("Chunk", $"{data[0]} of {data[1]}", at);
                break;
            // JPEG XT box in APP11 (ISO/IEC 19566-5): instance (2), packet (4), box length (4), box type (4), after "JP" without a zero byte.
            case (11, _) when payload.Length >= 16 && payload[0] == 'J' && payload[1] == 'P':
                fields.Replace("Identifier", "JP");
                fields.Add("Box", Text(payload.Slice(12, 4)), 12);
                break;
            // Photoshop image resources: each "8BIM", id (2), name, size, data.
            case (13, "Photoshop 3.0"):
                fields.Add("Resources", Resources(data), at);
                break;
            // Adobe technical note 5116: version (2), flags (2 + 2), transform; no zero byte after the identifier.
            case (14, _) when payload.Length >= 12 && payload[..5].SequenceEqual("Adobe"u8):
                fields.Replace("Identifier", "Adobe");
                fields.Add("Version", $"{Number(payload, 5)}", 5);
                fields.Add("Transform", $"{payload[11]}", 11);
                break;
            // Written by Adobe's save-for-web: tag (2), length (2), value; tag 1 is the quality.
            case (12, _) when payload.Length >= 13 && payload[..5].SequenceEqual("Ducky"u8):
                fields.Replace("Identifier", "Ducky");
                if (Number(payload, 5) == 1 && Number(payload, 7) == 4) fields.Add("Quality", $"{BinaryPrimitives.ReadUInt32BigEndian(payload[9..])}", 9);
                break;
        }
    }

    /// <summary>The text an application segment begins with, up to its zero byte or the first byte that is not printable.</summary>
    internal static string Identifier(ReadOnlySpan<byte> payload)
    {
        var length = payload[..Math.Min(payload.Length, 64)].IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E);
        return Text(payload[..(length < 0 ? Math.Min(payload.Length, 64) : length)]);
    }

    // Layout of a resource: "8BIM", id (2), name (length byte and text, padded to even), size (4), data (padded to even).
    private static string Resources(ReadOnlySpan<byte> data)
    {
        var ids = new List<string>();
        while (ids.Count < MostResources && data.Length >= 12 && data[..4].SequenceEqual("8BIM"u8))
        {
            ids.Add($"{Number(data, 4):X4}");
            var name = (1 + data[6] + 1) & ~1;
            if (data.Length < 10 + name) break;
            var size = (long)BinaryPrimitives.ReadUInt32BigEndian(data[(6 + name)..]);
            var next = 10 + name + ((size + 1) & ~1L);
            if (next >= data.Length) break;
            data = data[(int)next..];
        }
        return string.Join(',', ids);
    }

    private sealed class FieldList(long offset)
    {
        private readonly List<ContainerField> _fields = [];

        internal IReadOnlyList<ContainerField> All => _fields;

        internal void Add(string name, string value, int at) => _fields.Add(new(name, value, offset + at));

        internal void Replace(string name, string value)
        {
            var index = _fields.FindIndex(f => f.Name == name);
            _fields[index] = _fields[index] with { Value = value };
        }
    }
}
