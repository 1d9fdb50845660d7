using System.Text.Json.Nodes;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Journal;

/// <summary>Writes lines within one transaction; only <see cref="JournalStore"/> hands one out, and only while it holds the journal's end.</summary>
public sealed class JournalPen
{
    private readonly Database _database;
    private readonly JournalKey _key;
    private readonly TimeProvider _time;

    internal JournalPen(Database database, JournalKey key, TimeProvider time, JournalHead head) => (_database, _key, _time, Head) = (database, key, time, head);

    /// <summary>The end of the journal after what was written.</summary>
    internal JournalHead Head { get; private set; }

    /// <summary>The present time.</summary>
    internal DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Adds a line; it is stored with everything else of the transaction, or not at all.</summary>
    /// <param name="actor">Who did it.</param>
    /// <param name="kind">Of <see cref="JournalKinds"/>.</param>
    /// <param name="subject">The case, or null.</param>
    /// <param name="data">What a fold needs.</param>
    public JournalEntry Write(string actor, string kind, string? subject, JsonObject data)
    {
        var now = _time.GetUtcNow();
        // Time never runs backwards in the journal, whatever the clock does.
        var at = now > Head.At ? now : Head.At;
        var entry = new JournalEntry(Head.Sequence + 1, at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond)), actor, kind, subject, data, _key.Id);
        var body = entry.ToBody();
        var hash = JournalLink.Of(Convert.FromHexString(Head.Hash), body);
        _database.Add(new JournalRow { Sequence = entry.Sequence, At = entry.At, Actor = actor, Kind = kind, Subject = subject, Body = body, Hash = hash, Signature = _key.Sign(hash) });
        Head = new JournalHead(entry.Sequence, Convert.ToHexStringLower(hash), entry.At);
        return entry;
    }
}

/// <summary>The end of a journal.</summary>
/// <param name="Sequence">Lines so far.</param>
/// <param name="Hash">Link of the last line, hexadecimal; 64 zeros before the first.</param>
/// <param name="At">Time of the last line.</param>
public sealed record JournalHead(long Sequence, string Hash, DateTimeOffset At)
{
    /// <summary>An empty journal.</summary>
    public static JournalHead Empty { get; } = new(0, JournalLink.Beginning, DateTimeOffset.UnixEpoch);
}
