using System.Text.Json;

namespace Touchstone.Service.Journal;

/// <summary>The end of the journal in a signed file outside the database: lines cut off its end are missed by it.</summary>
public sealed class JournalHeadFile(string path)
{
    private readonly Lock _one = new();

    internal void Write(JournalHead head, JournalKey key)
    {
        lock (_one)
        {
            var signature = Convert.ToBase64String(key.Sign(Convert.FromHexString(head.Hash)));
            var beside = path + ".part";
            File.WriteAllText(beside, JsonSerializer.Serialize(new Stored(head.Sequence, head.Hash, head.At, signature)));
            File.Move(beside, path, overwrite: true);
        }
    }

    /// <summary>The last end that was written, or null where there is none.</summary>
    /// <exception cref="JsonException">The file is damaged.</exception>
    public JournalHead? Read() => File.Exists(path) && JsonSerializer.Deserialize<Stored>(File.ReadAllText(path)) is { } stored ? new JournalHead(stored.Sequence, stored.Hash, stored.At) : null;

    private sealed record Stored(long Sequence, string Hash, DateTimeOffset At, string Signature);
}
