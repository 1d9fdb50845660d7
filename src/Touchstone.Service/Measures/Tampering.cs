using Touchstone.Numerics;
using Touchstone.Service.Journal;

namespace Touchstone.Service.Measures;

/// <summary>Changes that someone could make to stored lines without the key.</summary>
internal static class Tampering
{
    /// <summary>What can be done.</summary>
    internal static readonly IReadOnlyList<string> Kinds = ["bit of a body", "bit of a link", "bit of a signature", "deletion", "reordering", "truncation", "duplication", "insertion of a forged line"];

    /// <summary>The lines after one change, and where it was made, in words.</summary>
    /// <param name="kind">Of <see cref="Kinds"/>.</param>
    /// <param name="lines">The lines as they were written; they are left as they are.</param>
    /// <param name="forger">A key that is not the journal's.</param>
    /// <param name="chance">Where.</param>
    internal static (IReadOnlyList<JournalLine> Lines, string Where) Make(string kind, IReadOnlyList<JournalLine> lines, JournalKey forger, Seeded chance)
    {
        List<JournalLine> changed = [.. lines];
        var at = chance.NextInt(lines.Count);
        var line = lines[at];
        switch (kind)
        {
            case "bit of a body":
                changed[at] = line with { Body = Flip(line.Body, chance) };
                break;
            case "bit of a link":
                changed[at] = line with { Hash = Flip(line.Hash, chance) };
                break;
            case "bit of a signature":
                changed[at] = line with { Signature = Flip(line.Signature, chance) };
                break;
            case "deletion":
                changed.RemoveAt(at);
                break;
            case "reordering":
                var other = (at + 1 + chance.NextInt(lines.Count - 1)) % lines.Count;
                (changed[at], changed[other]) = (changed[other], changed[at]);
                break;
            case "truncation":
                changed.RemoveRange(at, lines.Count - at);
                break;
            case "duplication":
                changed.Insert(chance.NextInt(lines.Count + 1), line);
                break;
            default:
                changed.Insert(at + 1, Forge(line, forger));
                break;
        }
        return (changed, $"{kind} at line {at + 1}");
    }

    /// <summary>A line that follows in number, time and link; only the key is missing.</summary>
    private static JournalLine Forge(JournalLine before, JournalKey forger)
    {
        var entry = JournalEntry.Read(before.Body);
        var body = (entry with { Sequence = entry.Sequence + 1, Kind = JournalKinds.CaseViewed, Data = [] }).ToBody();
        var link = JournalLink.Of(before.Hash, body);
        return new JournalLine(body, link, forger.Sign(link));
    }

    private static byte[] Flip(byte[] bytes, Seeded chance)
    {
        var flipped = bytes.ToArray();
        var bit = chance.NextInt(8 * bytes.Length);
        flipped[bit / 8] ^= (byte)(1 << bit % 8);
        return flipped;
    }
}
