namespace Touchstone.Service.Journal;

/// <summary>A line as it is stored, before anything is believed of it.</summary>
/// <param name="Body">The bytes of <see cref="JournalEntry.ToBody"/>.</param>
/// <param name="Hash">Its link, <see cref="JournalLink"/>.</param>
/// <param name="Signature">ECDSA on P-256 over the link: r and s, 32 bytes each.</param>
public sealed record JournalLine(byte[] Body, byte[] Hash, byte[] Signature)
{
    /// <summary>What the table holds beside the body to look lines up by, or null outside a table.</summary>
    public JournalColumns? Columns { get; init; }
}

/// <summary>What lines are looked up by; the body must say the same.</summary>
/// <param name="Sequence">Number of the line.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Subject">The case, or null.</param>
public sealed record JournalColumns(long Sequence, DateTimeOffset At, string Actor, string Kind, string? Subject);
