using System.Globalization;
using System.Text;

namespace Touchstone.Workbench.Reports;

/// <summary>
/// Writes HTML in which every value is text: names and metadata of evidence are hostile, so nothing but
/// <see cref="Embedded"/> (our own style and script) reaches the page unescaped.
/// </summary>
internal sealed class Html
{
    private static readonly HashSet<string> Voids = ["meta", "input", "br", "hr", "img", "col"];
    private readonly StringBuilder _out = new();
    private readonly Stack<string> _open = new();

    /// <summary>Opens an element until the scope is disposed. Attributes with a null value are left out.</summary>
    public Scope In(string tag, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(tag, attributes);
        _open.Push(tag);
        return new Scope(this);
    }

    /// <summary>An element that holds text alone, or nothing.</summary>
    public Html Put(string tag, string text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(tag, attributes);
        if (Voids.Contains(tag)) return this;
        Text(text);
        _out.Append("</").Append(tag).Append('>');
        return this;
    }

    /// <summary>Text, escaped.</summary>
    public Html Text(string text)
    {
        Escape(text);
        return this;
    }

    /// <summary>Our own style or script, as compiled into this assembly; never anything derived from evidence.</summary>
    public Html Embedded(string tag, string content)
    {
        _out.Append('<').Append(tag).Append('>').Append(content).Append("</").Append(tag).Append('>');
        return this;
    }

    /// <summary>A line break in the source, so that the page can be read and compared as text.</summary>
    public Html Line()
    {
        _out.Append('\n');
        return this;
    }

    public override string ToString() => _out.ToString();

    private void Start(string tag, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _out.Append('<').Append(tag);
        foreach (var (name, value) in attributes)
        {
            if (value is null) continue;
            _out.Append(' ').Append(name);
            if (value.Length == 0 && name is not "alt") continue;
            _out.Append("=\"");
            Escape(value);
            _out.Append('"');
        }
        _out.Append('>');
    }

    private void End()
    {
        _out.Append("</").Append(_open.Pop()).Append('>');
        if (_open.Count < 6) _out.Append('\n');
    }

    private void Escape(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&': _out.Append("&amp;"); break;
                case '<': _out.Append("&lt;"); break;
                case '>': _out.Append("&gt;"); break;
                case '"': _out.Append("&quot;"); break;
                case '\'': _out.Append("&#39;"); break;
                case '\n' or '\t': _out.Append((char)rune.Value); break;
                default:
                    // Control and direction-changing characters can make a name read as another one: show them by number.
                    if (IsInvisible(rune)) _out.Append("⟨U+").Append(rune.Value.ToString("X4", CultureInfo.InvariantCulture)).Append('⟩');
                    else _out.Append(rune.ToString());
                    break;
            }
        }
    }

    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    internal readonly ref struct Scope(Html html)
    {
        public void Dispose() => html.End();
    }
}
