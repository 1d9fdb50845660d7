using System.Text.Json.Nodes;

namespace Touchstone.Service.Journal.Auditing;

/// <summary>A line of the journal as people and other systems read it.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who did it, as the journal names them.</param>
/// <param name="Name">Their name today, or null where there is none.</param>
/// <param name="Kind">What happened, by its code.</param>
/// <param name="Words">What happened, in words.</param>
/// <param name="Case">The case it belongs to, or null.</param>
/// <param name="Number">Number of that case, or null.</param>
/// <param name="Data">What the line says beside that: ids, digests, codes.</param>
/// <param name="Key">Id of the key that it names.</param>
/// <param name="Link">Its link, hexadecimal: the digest that ties it to all lines before.</param>
/// <param name="Signature">The signature over the link, r and s, hexadecimal.</param>
/// <param name="Holds">Whether link, signature and what it was found by hold, seen from the line before; null where that was not asked.</param>
public sealed record JournalItem(
    long Sequence, DateTimeOffset At, string Actor, string? Name, string Kind, string Words, Guid? Case, string? Number, JsonObject Data, string Key, string Link, string Signature, bool? Holds);

/// <summary>A page of the journal, newest first.</summary>
/// <param name="Items">The lines. There may be fewer than were asked for before the end: lines about cases that the asker may not see are left out.</param>
/// <param name="Next">What to give as the cursor for the next page; null at the end.</param>
public sealed record JournalPart(IReadOnlyList<JournalItem> Items, string? Next);
