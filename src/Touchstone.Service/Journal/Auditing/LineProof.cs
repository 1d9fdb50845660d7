using Microsoft.EntityFrameworkCore;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Journal.Auditing;

/// <summary>Whether single lines hold: link, signature, key and what they are found by. The lines before are believed; the whole chain is the verifier's matter.</summary>
internal sealed class LineProof
{
    private readonly Dictionary<long, byte[]> _links;
    private readonly IReadOnlyList<(long Line, byte[] Key)> _keys;

    private LineProof(Dictionary<long, byte[]> links, IReadOnlyList<(long Line, byte[] Key)> keys) => (_links, _keys) = (links, keys);

    internal static async Task<LineProof> OfAsync(Database database, JournalReader reader, IReadOnlyList<JournalRow> rows, CancellationToken cancel)
    {
        var links = rows.ToDictionary(r => r.Sequence, r => r.Hash);
        var missing = rows.Select(r => r.Sequence - 1).Where(s => !links.ContainsKey(s)).ToList();
        foreach (var line in await database.Set<JournalRow>().AsNoTracking().Where(r => missing.Contains(r.Sequence)).Select(r => new { r.Sequence, r.Hash }).ToListAsync(cancel)) links[line.Sequence] = line.Hash;
        links.TryAdd(0, Convert.FromHexString(JournalLink.Beginning));
        return new LineProof(links, await reader.KeysByLineAsync(cancel));
    }

    internal bool Holds(JournalRow row)
    {
        if (!_links.TryGetValue(row.Sequence - 1, out var before) || before.Length != row.Hash.Length || !JournalLink.Of(before, row.Body).AsSpan().SequenceEqual(row.Hash)) return false;
        // The first line is signed by the key it names itself, every other by the one named last before it.
        var key = row.Sequence == 1 ? _keys is [var first, ..] ? first.Key : null : _keys.LastOrDefault(k => k.Line < row.Sequence).Key;
        if (key is null) return false;
        try
        {
            var line = JournalEntry.Read(row.Body);
            using var opened = JournalKey.OpenPublic(key);
            return line.Key == opened.Id && opened.Verifies(row.Hash, row.Signature)
                && new JournalColumns(row.Sequence, row.At, row.Actor, row.Kind, row.Subject) == new JournalColumns(line.Sequence, line.At, line.Actor, line.Kind, line.Subject);
        }
        catch (Exception e) when (e is JournalException or System.Security.Cryptography.CryptographicException)
        {
            return false;
        }
    }
}
