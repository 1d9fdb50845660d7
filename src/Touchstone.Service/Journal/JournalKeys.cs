using System.Text.Json.Nodes;

namespace Touchstone.Service.Journal;

/// <summary>The keys of a journal, one after another: the first line names the first, and the last line of each names the next.</summary>
internal static class JournalKeys
{
    private const string Member = "public";

    internal static JsonObject Naming(JournalKey key) => new() { [Member] = Convert.ToBase64String(key.Public) };

    /// <summary>The public key that signs the lines after this one (from the first line: that one as well), or null where the line names none.</summary>
    internal static byte[]? NamedBy(JournalEntry line)
    {
        if (line.Kind is not (JournalKinds.JournalBegun or JournalKinds.KeyChanged)) return null;
        var text = line.DataText(Member) ?? "";
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }
}
