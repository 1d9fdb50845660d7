using System.Buffers;
using System.Text;

namespace Touchstone.Provenance.Containers.Pdf;

/// <summary>Reads values of PDF syntax (ISO 32000-2 §7.2, §7.3). Takes whatever bytes; what is cut off or wrong ends the value.</summary>
internal ref struct PdfParser(ReadOnlySpan<byte> text, int maximumDepth)
{
    private static readonly SearchValues<byte> Delimiters = SearchValues.Create("()<>[]{}/% \t\r\n\f\0"u8);

    private readonly ReadOnlySpan<byte> _text = text;

    /// <summary>Bytes read so far.</summary>
    internal int At { get; set; }

    private readonly ReadOnlySpan<byte> Rest => _text[At..];

    internal PdfValue Value(int depth = 0)
    {
        SkipSpace();
        if (At >= _text.Length || depth > maximumDepth)
        {
            At = _text.Length;
            return PdfValue.Nothing;
        }
        if (Rest.StartsWith("<<"u8)) return Dictionary(depth);
        switch (_text[At])
        {
            case (byte)'/':
                return new PdfValue { Name = Name() };
            case (byte)'[':
                return Array(depth);
            case (byte)'(':
                SkipString();
                return PdfValue.Nothing;
            case (byte)'<':
                At += Rest.IndexOf((byte)'>') is >= 0 and var end ? end + 1 : Rest.Length;
                return PdfValue.Nothing;
            default:
                return Word();
        }
    }

    internal void SkipSpace()
    {
        while (At < _text.Length)
        {
            if (_text[At] == '%') At += Rest.IndexOfAny((byte)'\r', (byte)'\n') is >= 0 and var end ? end : Rest.Length;
            else if (_text[At] is 0 or 9 or 10 or 12 or 13 or 32) At++;
            else return;
        }
    }

    /// <summary>Takes a keyword if it comes next.</summary>
    internal bool Takes(ReadOnlySpan<byte> keyword)
    {
        SkipSpace();
        if (!Rest.StartsWith(keyword)) return false;
        At += keyword.Length;
        return true;
    }

    private PdfValue Dictionary(int depth)
    {
        At += 2;
        Dictionary<string, PdfValue> entries = [];
        while (true)
        {
            SkipSpace();
            if (At >= _text.Length) break;
            if (Rest.StartsWith(">>"u8))
            {
                At += 2;
                break;
            }
            if (_text[At] != '/')
            {
                // No key: something is wrong here; the value is passed over.
                var before = At;
                Value(depth + 1);
                if (At == before) At++;
                continue;
            }
            var key = Name();
            entries[key] = Value(depth + 1);
        }
        return new PdfValue { Entries = entries };
    }

    private PdfValue Array(int depth)
    {
        At++;
        List<PdfValue> items = [];
        while (true)
        {
            SkipSpace();
            if (At >= _text.Length) break;
            if (_text[At] == ']')
            {
                At++;
                break;
            }
            var before = At;
            items.Add(Value(depth + 1));
            if (At == before) At++;
        }
        return new PdfValue { Items = items };
    }

    // #xx in a name stands for a byte.
    private string Name()
    {
        At++;
        var end = Rest.IndexOfAny(Delimiters);
        var raw = end < 0 ? Rest : Rest[..end];
        At += raw.Length;
        var name = Encoding.Latin1.GetString(raw[..Math.Min(raw.Length, 127)]);
        if (!name.Contains('#', StringComparison.Ordinal)) return name;
        var plain = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '#' && i + 2 < name.Length && char.IsAsciiHexDigit(name[i + 1]) && char.IsAsciiHexDigit(name[i + 2]))
            {
                plain.Append((char)Convert.ToInt32(name.Substring(i + 1, 2), 16));
                i += 2;
            }
            else plain.Append(name[i]);
        }
        return plain.ToString();
    }

    // Brackets nest within a string; a backslash takes the next byte along.
    private void SkipString()
    {
        var depth = 0;
        for (; At < _text.Length; At++)
        {
            if (_text[At] == '\\') At++;
            else if (_text[At] == '(') depth++;
            else if (_text[At] == ')' && --depth == 0)
            {
                At++;
                return;
            }
        }
        At = _text.Length;
    }

    // A number, "12 0 R", true, false or null.
    private PdfValue Word()
    {
        var number = WholeNumber();
        if (number is null)
        {
            var end = Rest.IndexOfAny(Delimiters);
            At += end < 0 ? Rest.Length : end;
            return PdfValue.Nothing;
        }
        var after = At;
        SkipSpace();
        if (WholeNumber() is not null)
        {
            SkipSpace();
            if (At < _text.Length && _text[At] == 'R' && (At + 1 == _text.Length || Delimiters.Contains(_text[At + 1])))
            {
                At++;
                return new PdfValue { Reference = number };
            }
        }
        At = after;
        return new PdfValue { Number = number };
    }

    internal long? WholeNumber()
    {
        var end = Rest.IndexOfAny(Delimiters);
        var word = end < 0 ? Rest : Rest[..end];
        if (word.IsEmpty || word.Length > 15 || word.ContainsAnyExceptInRange((byte)'0', (byte)'9')) return null;
        At += word.Length;
        var value = 0L;
        foreach (var digit in word) value = value * 10 + digit - '0';
        return value;
    }
}
