using System.IO.Compression;

namespace Touchstone.Provenance.Containers.Pdf;

/// <summary>An object of a PDF file.</summary>
/// <param name="Number">Object number.</param>
/// <param name="Offset">Where it is defined; for one within an object stream where that stream is.</param>
/// <param name="Value">Its value, or its stream's dictionary.</param>
/// <param name="Stream">The stream's content in the file, or null.</param>
internal sealed record PdfObject(long Number, long Offset, PdfValue Value, ByteRange? Stream);

/// <summary>
/// Finds the objects of a PDF file by walking it from its beginning, each definition of each revision, rather than by its
/// cross-reference tables: damage to those then hides nothing, and every incremental update is seen (ISO 32000-2 §7.5).
/// </summary>
internal sealed class PdfObjects(LayoutBuilder to)
{
    private const int Seen = 24 << 10, MostBeforeKeyword = 24, MostDefinitions = 1000;

    private readonly Dictionary<long, List<PdfObject>> _byNumber = [];
    private int _inflated;

    internal List<PdfObject> All { get; } = [];

    /// <summary>Ends of the revisions.</summary>
    internal List<long> Ends { get; } = [];

    internal void Read()
    {
        var at = 0L;
        while (at < to.Length)
        {
            to.Cancel.ThrowIfCancellationRequested();
            var window = to.Bytes.At(at, Seen);
            // A keyword on the edge of the window is met again in the next.
            var isLast = at + window.Length >= to.Length;
            var keyword = window.IndexOf(" obj"u8);
            var end = (keyword < 0 ? window : window[..keyword]).IndexOf("%%EOF"u8);
            if (end >= 0)
            {
                Ends.Add(at + end + 5);
                at += end + 5;
            }
            else if (keyword >= 0)
            {
                var next = Object(window[Math.Max(0, keyword - MostBeforeKeyword)..keyword], at + keyword);
                if (next < 0) return;
                at = Math.Max(next, at + keyword + 4);
            }
            else if (isLast) return;
            else at += Math.Max(1, window.Length - MostBeforeKeyword);
        }
    }

    /// <summary>The last definition before an end, or else the first after it.</summary>
    internal PdfObject? Find(long? number, long before)
    {
        if (number is not { } wanted || !_byNumber.TryGetValue(wanted, out var found)) return null;
        var index = found.Count - 1;
        // Definitions stand in file order, so the first from the end that lies before is the last.
        while (index > 0 && found[index].Offset >= before && found.Count - index < MostDefinitions) index--;
        return found[index].Offset < before ? found[index] : found[0];
    }

    private void Add(PdfObject found)
    {
        All.Add(found);
        if (!_byNumber.TryGetValue(found.Number, out var same)) _byNumber[found.Number] = same = [];
        same.Add(found);
    }

    // 12 0 obj value [stream … endstream] endobj
    private long Object(ReadOnlySpan<byte> before, long keyword)
    {
        var start = keyword + 4;
        if (!Number(before, out var number)) return start;
        if (!to.Node(keyword)) return -1;
        var text = to.Bytes.At(start, Seen);
        // A value that does not end must not swallow the objects after it.
        if (text.IndexOf("endobj"u8) is >= 0 and var last) text = text[..last];
        var parser = new PdfParser(text, to.Limits.MaximumDepth);
        var value = parser.Value();
        if (value.Entries is null || !parser.Takes("stream"u8))
        {
            Add(new PdfObject(number, keyword, value, null));
            return start + parser.At;
        }
        // The keyword is followed by CR LF or LF; some writers leave CR alone.
        var rest = text[parser.At..];
        var content = start + parser.At + (rest.StartsWith("\r\n"u8) ? 2 : rest.StartsWith("\n"u8) || rest.StartsWith("\r"u8) ? 1 : 0);
        var length = StreamLength(value["Length"], content);
        var found = new PdfObject(number, keyword, value, new ByteRange(content, length));
        Add(found);
        if (value["Type"].Name == "ObjStm") Within(found);
        return content + length;
    }

    // Ends with the object's number, a space and its generation.
    private static bool Number(ReadOnlySpan<byte> before, out long number)
    {
        number = 0;
        var generation = before.LastIndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (generation < 0 || generation == before.Length - 1) return false;
        before = before[..(generation + 1)].TrimEnd(" \t\r\n\0"u8);
        var start = before.LastIndexOfAnyExceptInRange((byte)'0', (byte)'9') + 1;
        before = before[start..];
        if (before.IsEmpty || before.Length > 10) return false;
        foreach (var digit in before) number = number * 10 + digit - '0';
        return true;
    }

    private long StreamLength(PdfValue stated, long content)
    {
        var length = stated.Number ?? Find(stated.Reference, long.MaxValue)?.Value.Number ?? -1;
        if (length >= 0 && length <= to.Length - content && to.Bytes.At(content + length, 16) is var after)
        {
            if (after[..Math.Min(after.Length, 16)].TrimStart(" \t\r\n\0"u8).StartsWith("endstream"u8)) return length;
        }
        for (var at = content; at < to.Length;)
        {
            to.Cancel.ThrowIfCancellationRequested();
            var window = to.Bytes.At(at, Seen);
            var found = window.IndexOf("endstream"u8);
            if (found >= 0)
            {
                var end = at + found - content;
                if (stated.Number is not null) to.Damage(content, $"A stream says it has {length} bytes; it ends after {end}.");
                return end;
            }
            at += Math.Max(1, window.Length - 8);
        }
        to.Damage(content, "A stream does not end.");
        return to.Length - content;
    }

    // { number | offset } … as text, N pairs; the objects begin at First
    private void Within(PdfObject stream)
    {
        var content = Content(stream, to.Limits.MaximumInflatedBytes);
        var (count, first) = (stream.Value["N"].Number ?? 0, stream.Value["First"].Number ?? 0);
        var head = new PdfParser(content, to.Limits.MaximumDepth);
        List<(long Number, long Start)> places = [];
        for (var i = 0L; i < count && to.Node(stream.Offset); i++)
        {
            head.SkipSpace();
            var number = head.WholeNumber();
            head.SkipSpace();
            // Places rise; that they do bounds the reading.
            if (number is null || head.WholeNumber() is not { } offset || first + offset >= content.Length || places.Count > 0 && first + offset <= places[^1].Start) break;
            places.Add((number.Value, first + offset));
        }
        for (var i = 0; i < places.Count; i++)
        {
            var end = i + 1 < places.Count ? places[i + 1].Start : content.Length;
            var value = new PdfParser(content.AsSpan((int)places[i].Start, (int)(end - places[i].Start)), to.Limits.MaximumDepth).Value();
            Add(new PdfObject(places[i].Number, stream.Offset, value, null));
        }
    }

    /// <summary>A stream's content, inflated where it is compressed; empty where that fails.</summary>
    internal byte[] Content(PdfObject stream, int most)
    {
        if (stream.Stream is not { } range) return [];
        var raw = to.Bytes.Slice(range.Start, range.Length, most);
        var filter = stream.Value["Filter"];
        var name = filter.Name ?? (filter.Items.Count == 1 ? filter.Items[0].Name : null);
        if (name is "Crypt" || name is null && filter.Items.Count == 0) return raw;
        if (name is not ("FlateDecode" or "Fl")) return [];
        return Inflated(raw, Math.Min(most, to.Limits.MaximumInflatedBytes - _inflated));
    }

    private byte[] Inflated(byte[] raw, int most)
    {
        using var output = new MemoryStream();
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(raw), CompressionMode.Decompress);
            var buffer = new byte[32 << 10];
            while (output.Length < most && zlib.Read(buffer) is > 0 and var read) output.Write(buffer, 0, read);
        }
        catch (InvalidDataException)
        {
            // What was inflated before the damage is kept: the objects in it are whole.
        }
        _inflated += (int)output.Length;
        return output.ToArray();
    }
}
