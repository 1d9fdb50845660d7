using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Touchstone.Media;
using Touchstone.Service.Analysis;
using Touchstone.Service.Cases;
using Touchstone.Service.Consent;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;
using Touchstone.Service.Platform.Blobs;

namespace Touchstone.Service.Intake;

/// <summary>Takes media in: hashed while they come, bounded, stored once, a case opened, an examination asked for.</summary>
public sealed class Receiver(ServiceOptions options, IBlobStore blobs, JournalStore journal, ExaminationQueue queue, TimeProvider time)
{
    internal const int LongestKey = 128;

    private const int BufferBytes = 1 << 17;

    /// <summary>Takes one stream in.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="arrival">What is said of them.</param>
    /// <param name="cancel">Gives up; nothing stays.</param>
    /// <exception cref="IntakeException">Empty, too large, or of no known format.</exception>
    /// <exception cref="QueueFullException">No more examinations may wait; nothing was taken in.</exception>
    /// <exception cref="ServiceException">The idempotency key is too long, or came with other content; or the rights have ended already.</exception>
    public async Task<Receipt> ReceiveAsync(Stream content, Arrival arrival, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(arrival);
        if (arrival.IdempotencyKey is { Length: 0 or > LongestKey }) throw new ServiceException(Codes.ServiceInvalid, $"An Idempotency-Key has 1 to {LongestKey} characters.");
        if (arrival.Rights?.ExpiresAt <= time.GetUtcNow()) throw new ServiceException(Codes.ServiceInvalid, "The ground on which it may be kept has ended already. Nothing was taken in.");
        await queue.RefuseEarlyAsync(cancel);
        var folder = Path.Combine(options.DataFolder, "incoming");
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, Guid.NewGuid().ToString("N"));
        try
        {
            var (sha256, bytes) = await CopyAsync(content, path, cancel);
            return await KeepAsync(path, sha256, bytes, arrival with { Name = FileNames.Clean(arrival.Name) }, cancel);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private async Task<Receipt> KeepAsync(string path, string sha256, long bytes, Arrival arrival, CancellationToken cancel)
    {
        if (bytes == 0) throw new IntakeException(Codes.IntakeEmpty, "The file is empty. Choose it again, or look whether its transfer broke off.");
        var format = Sniff(path);
        if (format == MediaFormat.Unknown) throw new IntakeException(Codes.IntakeUnknownFormat, "The content is of no known media format. Images, recordings, videos and PDF documents are taken in.");
        await blobs.PutAsync(sha256, path, cancel);
        var (receipt, examination) = await journal.WriteAsync(async (database, pen) =>
        {
            if (await FirstAsync(database, arrival, sha256, bytes, cancel) is { } first) return (first, null);
            var row = await database.Set<SpecimenRow>().SingleOrDefaultAsync(s => s.Sha256 == sha256, cancel);
            var known = row is { DeletedAt: null };
            if (row is { DeletedAt: not null }) await RestoreAsync(row, path, cancel);
            if (row is null) database.Add(new SpecimenRow { Sha256 = sha256, Bytes = bytes, Kind = format.Kind(), Format = format.Name(), ReceivedAt = pen.Now });
            var opened = await CaseBook.OpenAsync(database, pen, new NewCase(arrival.Name, sha256, bytes, format.Kind(), format.Name(), arrival.Actor), cancel);
            pen.Write(arrival.Actor, JournalKinds.SpecimenReceived, opened.Id.ToString(), new JsonObject { ["sha256"] = sha256, ["bytes"] = bytes, ["format"] = format.Name(), ["known"] = known });
            if (arrival.Rights is { } given) await RightsRegister.RecordAsync(database, pen, opened.Id, sha256, given, arrival.Actor, cancel);
            var asked = await queue.RequestAsync(database, pen, new ExaminationRequest(sha256, format.Kind(), opened.Id, arrival.Actor), cancel);
            await CaseBook.TellAsync(database, asked, cancel);
            if (arrival.IdempotencyKey is { } key)
                database.Add(new ArrivalRow { Actor = arrival.Actor, Key = key, Sha256 = sha256, Case = opened.Id, Number = opened.Number, Known = known, At = pen.Now });
            return (new Receipt(opened.Id, opened.Number, sha256, bytes, known), (ExaminationStatus?)asked);
        }, cancel);
        if (examination is not null) queue.HandOver(examination);
        return receipt;
    }

    /// <summary>What was answered when this key came first, or null. Asked under the journal's lock: two requests at once cannot both be first.</summary>
    private static async Task<Receipt?> FirstAsync(Database database, Arrival arrival, string sha256, long bytes, CancellationToken cancel)
    {
        if (arrival.IdempotencyKey is not { } key || await database.Set<ArrivalRow>().SingleOrDefaultAsync(a => a.Actor == arrival.Actor && a.Key == key, cancel) is not { } first) return null;
        return first.Sha256 == sha256 ? new Receipt(first.Case, first.Number, sha256, bytes, first.Known)
            : throw new ServiceException(Codes.ServiceKeyReused, "This Idempotency-Key came before with other content. Use a new key for new content.");
    }

    // Under the journal's lock, where deletions are finished too: the bytes are stored after any of them.
    private async Task RestoreAsync(SpecimenRow row, string path, CancellationToken cancel)
    {
        await blobs.PutAsync(row.Sha256, path, cancel);
        (row.DeletedAt, row.Remains) = (null, null);
    }

    private async Task<(string Sha256, long Bytes)> CopyAsync(Stream content, string path, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes, useAsync: true);
        var buffer = new byte[BufferBytes];
        long bytes = 0;
        for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0;)
        {
            bytes += read;
            if (bytes > options.MaximumUploadBytes) throw new IntakeException(Codes.LimitBytes, $"The file has more than {options.MaximumUploadBytes:N0} bytes, which is the limit here (--maximum-upload).");
            hash.AppendData(buffer.AsSpan(0, read));
            await file.WriteAsync(buffer.AsMemory(0, read), cancel);
        }
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), bytes);
    }

    private static MediaFormat Sniff(string path)
    {
        using var bytes = ByteSource.Open(path);
        return Sniffer.Sniff(bytes);
    }
}
