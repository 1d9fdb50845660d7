using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Touchstone.Media;
using Touchstone.Service.Journal;

namespace Touchstone.Service.Packages;

/// <summary>The lines of one case in full, and of every other line up to the journal's end its digest alone: the chain can be followed, and nothing of other cases is told.</summary>
internal static class JournalSlice
{
    private const int DigestLength = 64;

    /// <summary>A line of the case: its place, body, link and signature.</summary>
    private sealed record SliceLine(long Sequence, string Body, string Link, string Signature);

    /// <summary>Writes the slice to two files; returns the end that was reached and the ids of the keys that signed the lines.</summary>
    internal static async Task<JournalHead> WriteAsync(JournalReader reader, string subject, string linesFile, string digestsFile, CancellationToken cancel)
    {
        var first = await reader.FirstOfAsync(subject, cancel) ?? throw new PackageException(Codes.PackageUnfinished, "The journal has no line of this case.");
        var end = JournalHead.Empty;
        await using var lines = Text(linesFile);
        await using var digests = Text(digestsFile);
        if (first == 1) await digests.WriteAsync($"{JournalLink.Beginning}\n");
        await foreach (var line in reader.LinesAsync(Math.Max(1, first - 1), cancel))
        {
            var (sequence, at) = (line.Columns!.Sequence, line.Columns.At);
            end = new JournalHead(sequence, Convert.ToHexStringLower(line.Hash), at);
            // The first text line is the link that the first line of the case follows.
            await digests.WriteAsync(sequence < first ? $"{end.Hash}\n" : $"{Convert.ToHexStringLower(SHA256.HashData(line.Body))}\n");
            if (sequence < first || line.Columns.Subject != subject) continue;
            await lines.WriteAsync(JsonSerializer.Serialize(new SliceLine(sequence, Encoding.UTF8.GetString(line.Body), end.Hash, Convert.ToHexStringLower(line.Signature)), JsonSerializerOptions.Web) + "\n");
        }
        return end;
    }

    /// <summary>Checks the slice: the chain from the first line of the case to the signed end, and each line within it.</summary>
    /// <param name="parts">The two parts and the head, as text.</param>
    /// <param name="subject">Id of the case.</param>
    /// <param name="keys">The keys that the package brings, by id.</param>
    /// <param name="faults">Told what does not hold.</param>
    /// <returns>The lines of the case.</returns>
    internal static IReadOnlyList<JournalEntry> Check((string Lines, string Digests, string Head) parts, string subject, IReadOnlyDictionary<string, JournalKey> keys, Action<string, string> faults)
    {
        var entries = new List<JournalEntry>();
        var lines = parts.Lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ReadLine).ToDictionary(l => l.Sequence);
        var digests = parts.Digests.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var head = SignedHead.Parse(parts.Head);
        if (lines.Count == 0 || digests.Length < 2 || digests.Any(d => d.Length != DigestLength || !d.All(char.IsAsciiHexDigitLower)))
            throw new PackageException(Codes.PackageMalformed, "The journal's part is not as it has to be.");
        var sequence = lines.Keys.Min();
        var link = Convert.FromHexString(digests[0]);
        foreach (var digest in digests.Skip(1))
        {
            link = JournalLink.OfDigest(link, Convert.FromHexString(digest));
            if (lines.Remove(sequence, out var line)) entries.Add(CheckLine(line, digest, link, subject, keys, faults));
            sequence++;
        }
        foreach (var left in lines.Keys) faults(Codes.JournalSequence, $"Line {left:N0} stands outside the chain.");
        if (!keys.TryGetValue(head.Key, out var key) || !head.IsSignedBy(key)) faults(Codes.JournalHead, "The journal's end is not signed by a key of the package.");
        if (head.Sequence != sequence - 1 || head.Hash != Convert.ToHexStringLower(link)) faults(Codes.JournalHead, "The chain does not lead to the journal's end.");
        return entries;
    }

    private static JournalEntry CheckLine(SliceLine line, string digest, byte[] link, string subject, IReadOnlyDictionary<string, JournalKey> keys, Action<string, string> faults)
    {
        var body = Encoding.UTF8.GetBytes(line.Body);
        var entry = JournalEntry.Read(body);
        if (Convert.ToHexStringLower(SHA256.HashData(body)) != digest || line.Link != Convert.ToHexStringLower(link) || entry.Sequence != line.Sequence)
            faults(Codes.JournalLink, $"Line {line.Sequence:N0} is not the one of the chain.");
        if (entry.Subject != subject) faults(Codes.JournalColumns, $"Line {line.Sequence:N0} is not about this case.");
        if (!keys.TryGetValue(entry.Key, out var key) || line.Signature.Length != 128 || !key.Verifies(link, Convert.FromHexString(line.Signature)))
            faults(Codes.JournalSignature, $"The signature of line {line.Sequence:N0} is not one of a key of the package.");
        return entry;
    }

    private static SliceLine ReadLine(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<SliceLine>(text, Strict)!;
        }
        catch (JsonException e)
        {
            throw new PackageException(Codes.PackageMalformed, "A line of the journal's part cannot be read.", e);
        }
    }

    private static StreamWriter Text(string path) => new(path, false, new UTF8Encoding(false));

    private static JsonSerializerOptions Strict { get; } = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };
}
