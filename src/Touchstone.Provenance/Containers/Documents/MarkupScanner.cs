using System.Buffers;
using System.Text;

namespace Touchstone.Provenance.Containers.Documents;

/// <summary>An element of a markup document, with the bytes it takes: an XML parser gives letters and lines, a hash needs bytes.</summary>
internal sealed record MarkupElement(string Path, string Name, bool IsManifest, long Start, long ContentStart, long ContentEnd, long End);

/// <summary>
/// Walks the tags of an XML document in an encoding that keeps ASCII, without entities, DTDs or checks of form:
/// a document that no parser would take still shows where its credentials lie.
/// </summary>
internal sealed class MarkupScanner(byte[] text, LayoutBuilder to)
{
    private static readonly SearchValues<byte> Ends = SearchValues.Create(" \t\r\n/>"u8);

    private readonly List<Open> _open = [];
    private int _at;

    private sealed record Open(string QualifiedName, string Path, string Name, bool IsManifest, string? BindsManifest, int Start, int ContentStart);

    /// <summary>The elements in the order in which they end.</summary>
    internal IEnumerable<MarkupElement> Elements()
    {
        while (_at < text.Length && to.Node(_at))
        {
            var next = text.AsSpan(_at).IndexOf((byte)'<');
            if (next < 0) break;
            _at += next;
            if (Skips()) continue;
            if (text.AsSpan(_at).StartsWith("</"u8))
            {
                foreach (var element in Close()) yield return element;
            }
            else if (OpenTag() is { } empty) yield return empty;
        }
    }

    // Comments, sections of plain text, instructions and declarations hold no elements.
    private bool Skips()
    {
        var rest = text.AsSpan(_at);
        if (rest.StartsWith("<!--"u8)) return SkipTo("-->"u8);
        if (rest.StartsWith("<![CDATA["u8)) return SkipTo("]]>"u8);
        if (rest.StartsWith("<?"u8)) return SkipTo("?>"u8);
        if (!rest.StartsWith("<!"u8)) return false;
        // A declaration may hold others in brackets.
        var depth = 0;
        for (; _at < text.Length; _at++)
        {
            if (text[_at] == '[') depth++;
            else if (text[_at] == ']') depth--;
            else if (text[_at] == '>' && depth <= 0) break;
        }
        _at++;
        return true;
    }

    private bool SkipTo(ReadOnlySpan<byte> end)
    {
        var found = text.AsSpan(_at).IndexOf(end);
        _at = found < 0 ? text.Length : _at + found + end.Length;
        return true;
    }

    private MarkupElement? OpenTag()
    {
        var start = _at;
        var end = TagEnd(start);
        var tag = text.AsSpan(start + 1, end - start - 1);
        _at = Math.Min(end + 1, text.Length);
        var nameLength = tag.IndexOfAny(Ends);
        var qualified = Encoding.UTF8.GetString(nameLength < 0 ? tag : tag[..nameLength]);
        if (qualified.Length is 0 or > 200) return null;
        var name = qualified[(qualified.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var prefix = qualified.Length > name.Length ? qualified[..(qualified.Length - name.Length - 1)] : "";
        var parent = _open.Count > 0 ? _open[^1] : null;
        var bound = ManifestPrefix(tag) ?? parent?.BindsManifest;
        var isManifest = name == "manifest" && prefix.Length > 0 && (prefix == bound || prefix == "c2pa") && parent is { Name: "metadata" };
        var path = _open.Count < 4 ? $"{parent?.Path}/{name}" : "deep";
        var open = new Open(qualified, path, name, isManifest, bound, start, _at);
        if (tag.EndsWith("/"u8)) return Element(open, _at, _at);
        if (_open.Count < to.Limits.MaximumDepth) _open.Add(open);
        return null;
    }

    private List<MarkupElement> Close()
    {
        var start = _at;
        var end = TagEnd(start);
        var name = Encoding.UTF8.GetString(text.AsSpan(start + 2, Math.Max(end - start - 2, 0)).TrimEnd(" \t\r\n"u8));
        _at = Math.Min(end + 1, text.Length);
        var index = _open.FindLastIndex(o => o.QualifiedName == name);
        if (index < 0) return [];
        List<MarkupElement> closed = [Element(_open[index], start, _at)];
        _open.RemoveRange(index, _open.Count - index);
        return closed;
    }

    // A ">" within quotes does not end a tag.
    private int TagEnd(int start)
    {
        var quote = 0;
        for (var i = start; i < text.Length; i++)
        {
            var letter = text[i];
            if (quote != 0)
            {
                if (letter == quote) quote = 0;
            }
            else if (letter is (byte)'"' or (byte)'\'') quote = letter;
            else if (letter == '>') return i;
        }
        return text.Length;
    }

    // The prefix that this tag binds to C2PA's namespace: xmlns:PREFIX="http://c2pa.org/manifest".
    private static string? ManifestPrefix(ReadOnlySpan<byte> tag)
    {
        var value = tag.IndexOf("http://c2pa.org/manifest"u8);
        if (value < 0) return null;
        var before = tag[..value].TrimEnd("\"' \t\r\n="u8);
        var xmlns = before.LastIndexOf("xmlns:"u8);
        return xmlns < 0 ? null : Encoding.UTF8.GetString(before[(xmlns + 6)..]);
    }

    private static MarkupElement Element(Open open, int contentEnd, int end) => new(open.Path, open.Name, open.IsManifest, open.Start, open.ContentStart, contentEnd, end);
}
