using System.Security.Cryptography;
using Touchstone.Media;

namespace Touchstone.Service.Journal.Checking;

/// <summary>Checks a journal line by line: its numbers, times, links and signatures, its keys, and its end. Memory does not grow with the journal.</summary>
/// <param name="trusted">A key that the checker has from elsewhere, or null; the journal must have been signed with it at some time.</param>
/// <param name="cores">How many cores it may use; null for all.</param>
/// <remarks>One check an instance. After a fault the check goes on from what is stored, so that one change is one or two faults and not all that follows.</remarks>
public sealed class JournalVerifier(JournalKey? trusted, int? cores = null)
{
    /// <summary>Faults that are kept with their words; more are counted.</summary>
    public const int FaultsKept = 100;

    // Enough for all cores to have work between two looks at the order; about 4 MB.
    private const int BatchLines = 8192;

    private readonly List<JournalFault> _faults = [];
    private readonly Dictionary<string, byte[]> _keys = [];
    private readonly List<string> _order = [];
    private long _faultCount;
    private long _lines;
    private JournalHead _end = JournalHead.Empty;
    private bool _begun;
    private byte[]? _key;
    private string? _atHead;
    private byte[]? _keyAtHead;

    /// <summary>Begins behind a line and not at the first; that line and its keys are believed.</summary>
    /// <param name="line">The line before the first that is checked.</param>
    /// <param name="keys">The keys that are named up to it, in their order.</param>
    internal JournalVerifier After(JournalHead line, IEnumerable<byte[]> keys)
    {
        _key = trusted?.Public;
        foreach (var key in keys) Use(key);
        (_end, _lines, _begun) = (line, line.Sequence, true);
        return this;
    }

    /// <summary>Checks everything.</summary>
    /// <param name="lines">The lines in the order of their numbers.</param>
    /// <param name="head">The end as it was written outside the database, or null where there is none.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<JournalReport> VerifyAsync(IAsyncEnumerable<JournalLine> lines, SignedHead? head, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var batch = new List<JournalLine>(BatchLines);
        await foreach (var line in lines.WithCancellation(cancel))
        {
            batch.Add(line);
            if (batch.Count < BatchLines) continue;
            Check(batch, head, cancel);
            batch.Clear();
        }
        Check(batch, head, cancel);
        CheckEnd(head);
        // A service that has just been set up has a key and no line yet.
        if (_lines > 0 && trusted is not null && !_keys.ContainsKey(trusted.Id))
            Fault(0, Codes.JournalKey, $"The key {trusted.Id} that was given never signed this journal; it was signed with {(_order.Count > 0 ? string.Join(", ", _order) : "none")}.");
        return new JournalReport(_end, _order, head is null ? 0 : Math.Max(0, _end.Sequence - head.Sequence), _faults, _faultCount);
    }

    private void Check(List<JournalLine> batch, SignedHead? head, CancellationToken cancel)
    {
        var before = Convert.FromHexString(_end.Hash);
        var read = new ReadLine[batch.Count];
        var parallel = new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = cores ?? -1 };
        Parallel.For(0, batch.Count, parallel, i => read[i] = ReadLine.Of(batch[i], i == 0 ? before : batch[i - 1].Hash));
        // Which key signs a line is known only from the lines before it.
        foreach (ref var line in read.AsSpan()) line.Key = Follow(line.Entry);
        Parallel.For(0, batch.Count, parallel, () => new Dictionary<byte[], JournalKey>(),
            (i, _, keys) =>
            {
                read[i].IsSigned = IsSigned(batch[i], read[i].Key, keys);
                return keys;
            },
            keys => { foreach (var key in keys.Values) key.Dispose(); });
        for (var i = 0; i < batch.Count; i++) Judge(batch[i], read[i], head);
    }

    /// <summary>The public key that must have signed this line; takes over what the line says of the keys after it.</summary>
    private byte[]? Follow(JournalEntry? entry)
    {
        var key = _key;
        if (!_begun)
        {
            _begun = true;
            // Where the first line names no key, the one that was given is the only one to try.
            var first = entry is { Kind: JournalKinds.JournalBegun, Sequence: 1 } ? JournalKeys.NamedBy(entry) : null;
            if (first is null) Fault(1, Codes.JournalKey, "The journal does not begin with the line that names its key.");
            key = Use(first ?? trusted?.Public ?? []);
        }
        else if (entry is { Kind: JournalKinds.KeyChanged })
        {
            Use(JournalKeys.NamedBy(entry) ?? []);
        }
        return key;
    }

    private byte[] Use(byte[] key)
    {
        _key = key;
        if (key.Length == 0) return key;
        var id = JournalKey.IdOf(key);
        _keys[id] = key;
        _order.Add(id);
        return key;
    }

    private static bool IsSigned(JournalLine line, byte[]? key, Dictionary<byte[], JournalKey> keys)
    {
        if (key is not { Length: > 0 }) return false;
        if (!keys.TryGetValue(key, out var opened) && (opened = Open(key)) is not null) keys[key] = opened;
        return opened is not null && opened.Verifies(line.Hash, line.Signature);
    }

    /// <summary>The key, or null where a line named something that is none.</summary>
    private static JournalKey? Open(byte[] info)
    {
        try
        {
            return JournalKey.OpenPublic(info);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private void Judge(JournalLine line, ReadLine read, SignedHead? head)
    {
        _lines++;
        var sequence = _end.Sequence + 1;
        var at = _end.At;
        if (!read.IsLinked) Fault(_lines, Codes.JournalLink, "The link does not follow from the line before and the body: one of the three was changed, or lines between are missing.");
        if (!read.IsSigned) Fault(_lines, Codes.JournalSignature, "The signature is not one of the key over this link.");
        if (read.Entry is { } entry)
        {
            if (entry.Sequence != sequence) Fault(_lines, Codes.JournalSequence, $"The number is {entry.Sequence:N0} where {sequence:N0} follows.");
            if (entry.At < at) Fault(_lines, Codes.JournalTime, $"The time {JournalEntry.Text(entry.At)} lies before the one of the line before, {JournalEntry.Text(at)}.");
            if (read.Key is { } key && entry.Key != JournalKey.IdOf(key)) Fault(_lines, Codes.JournalKey, $"The line names the key {entry.Key}; the journal's key here is {JournalKey.IdOf(key)}.");
            if (line.Columns is { } columns && columns != new JournalColumns(entry.Sequence, entry.At, entry.Actor, entry.Kind, entry.Subject)) Fault(_lines, Codes.JournalColumns, "What the table holds to look the line up by is not what the line says.");
            (sequence, at) = (entry.Sequence, entry.At);
        }
        else
        {
            Fault(_lines, Codes.JournalMalformed, "These bytes are no line of a journal.");
        }
        _end = new JournalHead(sequence, Convert.ToHexStringLower(line.Hash), at);
        if (head?.Sequence == sequence) (_atHead, _keyAtHead) = (_end.Hash, read.Key);
    }

    private void CheckEnd(SignedHead? head)
    {
        if (head is null)
        {
            if (_lines > 0) Fault(0, Codes.JournalHead, "There is no file of the journal's end, so lines cut off the end would not be missed.");
            return;
        }
        if (!_keys.TryGetValue(head.Key, out var info) || !IsSigned(head, info)) Fault(0, Codes.JournalHead, "The file of the journal's end is not signed by a key of this journal.");
        if (head.Sequence > _end.Sequence) Fault(0, Codes.JournalTruncated, $"The end is cut off: {head.Sequence:N0} lines were written, the last that is stored is {_end.Sequence:N0}.");
        // A retired key must not say where the journal ends.
        else if (_keyAtHead is { Length: > 0 } key && JournalKey.IdOf(key) != head.Key) Fault(0, Codes.JournalHead, $"The file of the journal's end is signed by {head.Key}, which was not the journal's key at line {head.Sequence:N0}.");
        else if (_atHead != head.Hash) Fault(0, Codes.JournalHead, $"Line {head.Sequence:N0} is not the one that the file of the journal's end names.");
    }

    private static bool IsSigned(SignedHead head, byte[] info)
    {
        using var key = Open(info);
        return key is not null && head.IsSignedBy(key);
    }

    private void Fault(long line, string code, string text)
    {
        _faultCount++;
        if (_faults.Count < FaultsKept) _faults.Add(new JournalFault(line, code, text));
    }

    private record struct ReadLine(JournalEntry? Entry, bool IsLinked, byte[]? Key, bool IsSigned)
    {
        internal static ReadLine Of(JournalLine line, byte[] previous)
        {
            // A stored link of another length can follow from nothing, nor can anything follow from it.
            var linked = previous.Length == 32 && JournalLink.Of(previous, line.Body).AsSpan().SequenceEqual(line.Hash);
            try
            {
                return new ReadLine(JournalEntry.Read(line.Body), linked, null, false);
            }
            catch (JournalException)
            {
                return new ReadLine(null, linked, null, false);
            }
        }
    }
}
