using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Touchstone.Workbench.Reports;

/// <summary>The frame of every page: one file, no outside request, and a policy that lets nothing but our own style and script act.</summary>
internal static class Page
{
    private static readonly string Style = Load("report/style.css");
    private static readonly string Script = Load("report/script.js");

    private static readonly System.Buffers.SearchValues<char> FootSigns = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 -.,:");

    // Hashes instead of 'unsafe-inline': even markup that slipped past the escaping could neither run nor load anything.
    private static string ContentPolicy(string further) =>
        $"default-src 'none'; img-src data:; style-src '{Hash(Style)}'{(further.Length > 0 ? $" '{Hash(further)}'" : "")}; script-src '{Hash(Script)}'; base-uri 'none'; form-action 'none'";

    /// <param name="title">Title of the page.</param>
    /// <param name="body">Writes what stands on it.</param>
    /// <param name="foot">What stands below every printed page beside its number: letters, digits and plain signs of ours, or "".</param>
    public static string Render(string title, Action<Html> body, string foot = "")
    {
        if (foot.AsSpan().IndexOfAnyExcept(FootSigns) >= 0) throw new ArgumentException("A foot holds letters, digits and plain signs.", nameof(foot));
        var further = foot.Length > 0 ? $"@page {{ @bottom-left {{ content: \"{foot}\"; font-size: 9px; }} @bottom-right {{ content: \"page \" counter(page) \" of \" counter(pages); font-size: 9px; }} }}" : "";
        var html = new Html();
        using (html.In("html", ("lang", "en")))
        {
            using (html.In("head"))
            {
                html.Put("meta", "", ("charset", "utf-8")).Line();
                html.Put("meta", "", ("http-equiv", "Content-Security-Policy"), ("content", ContentPolicy(further))).Line();
                html.Put("meta", "", ("name", "viewport"), ("content", "width=device-width, initial-scale=1")).Line();
                html.Put("meta", "", ("name", "color-scheme"), ("content", "light dark")).Line();
                html.Put("meta", "", ("name", "referrer"), ("content", "no-referrer")).Line();
                html.Put("title", title).Line();
                html.Embedded("style", Style);
                if (further.Length > 0) html.Embedded("style", further);
            }
            using (html.In("body"))
            {
                body(html);
                html.Embedded("script", Script);
            }
        }
        return "<!doctype html>\n" + html;
    }

    /// <summary>A picture as a data address; only picture types the exhibits use, so that nothing else can be smuggled in.</summary>
    public static string? Picture(string mediaType, byte[] bytes) =>
        mediaType is "image/png" or "image/jpeg" or "image/svg+xml" ? $"data:{mediaType};base64,{Convert.ToBase64String(bytes)}" : null;

    private static string Hash(string content) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    private static string Load(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
