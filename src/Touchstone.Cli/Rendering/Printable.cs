using System.Globalization;
using System.Text;

namespace Touchstone.Cli.Rendering;

/// <summary>Text that came from outside (file names, metadata) made safe for a terminal.</summary>
internal static class Printable
{
    /// <summary>
    /// Control characters (escape sequences) and format characters (text direction overrides) become �, line breaks and tabs a blank:
    /// a file must not be able to write what this program seems to say.
    /// </summary>
    internal static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (rune.Value is '\n' or '\r' or '\t') clean.Append(' ');
            else if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate) clean.Append('\uFFFD');
            else clean.Append(rune);
        }
        return clean.ToString();
    }
}

/// <summary>A count with its noun.</summary>
internal static class Plural
{
    internal static string Of(int count, string one, string many) => $"{count:N0} {(count == 1 ? one : many)}";
}
