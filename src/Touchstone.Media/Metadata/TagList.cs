using System.Text;

namespace Touchstone.Media.Metadata;

/// <summary>Collects tags, blocks, previews and problems within bounds.</summary>
internal sealed class TagList
{
    // A photograph has a few hundred values; a thousand times that is an attack.
    private const int MaximumTags = 20_000;
    private const int MaximumProblems = 200;
    private const int MaximumText = 4096;

    /// <summary>Most bytes of one block; XMP with embedded previews reaches a few megabytes.</summary>
    internal const int MaximumBlockBytes = 16 << 20;

    private const long MaximumTotalBytes = 64L << 20;

    // A ComfyUI workflow reaches some hundred kilobytes.
    private const int MaximumTexts = 2000;
    private const int MaximumLongText = 1 << 20;
    private const long MaximumTextTotal = 8 << 20;

    private long _totalBytes;
    private long _textTotal;

    internal List<MetadataTag> Tags { get; } = [];

    internal List<MetadataBlock> Blocks { get; } = [];

    internal List<EmbeddedPreview> Previews { get; } = [];

    internal List<string> Problems { get; } = [];

    /// <summary>Pictures inside XMP as base64 text by property path: too long for a tag.</summary>
    internal Dictionary<string, string> XmpImages { get; } = [];

    internal string? Xmp { get; set; }

    internal void Add(string directory, string name, int? id, string value, string? description = null)
    {
        if (Tags.Count >= MaximumTags) return;
        if (Tags.Count == MaximumTags - 1) Problem($"More than {MaximumTags} values; the rest is not shown.");
        value = Clean(value);
        description = description is null ? null : Clean(description);
        Tags.Add(new MetadataTag(directory, name, id, value, description == value ? null : description));
    }

    internal List<LongText> Texts { get; } = [];

    /// <summary>Keeps a text in full, within bounds of its own.</summary>
    internal void AddText(string place, string key, string value)
    {
        value = value.Trim('\0', ' ', '\r', '\n', '\t', '\uFEFF');
        if (value.Length is 0 or > MaximumLongText || Texts.Count >= MaximumTexts || _textTotal + value.Length > MaximumTextTotal) return;
        _textTotal += value.Length;
        Texts.Add(new LongText(place, key, value));
    }

    internal void Problem(string text)
    {
        if (Problems.Count < MaximumProblems) Problems.Add(Clean(text));
    }

    /// <summary>Reads a block from the file, unless it passes the bounds.</summary>
    internal void AddBlock(ByteSource source, BlockKind kind, long offset, long length)
    {
        if (length <= 0 || !MayHold(length, kind.ToString())) return;
        Blocks.Add(new MetadataBlock(kind, offset, source.Slice(offset, (int)length)));
    }

    internal void AddBlock(BlockKind kind, byte[] bytes)
    {
        if (bytes.Length > 0 && MayHold(bytes.Length, kind.ToString())) Blocks.Add(new MetadataBlock(kind, -1, bytes));
    }

    internal void AddPreview(string source, long offset, byte[] bytes)
    {
        if (bytes.Length > 0 && MayHold(bytes.Length, source)) Previews.Add(new EmbeddedPreview(source, offset, bytes));
    }

    private bool MayHold(long bytes, string what)
    {
        if (bytes <= MaximumBlockBytes && _totalBytes + bytes <= MaximumTotalBytes)
        {
            _totalBytes += bytes;
            return true;
        }
        Problem($"{what}: {bytes} bytes are more than is read.");
        return false;
    }

    private static string Clean(string text)
    {
        if (text.Length > MaximumText) text = string.Concat(text.AsSpan(0, MaximumText), "…");
        if (!text.Any(char.IsControl)) return text;
        var clean = new StringBuilder(text.Length);
        foreach (var c in text) clean.Append(char.IsControl(c) && c is not '\n' and not '\t' ? '·' : c);
        return clean.ToString().TrimEnd('·');
    }
}
