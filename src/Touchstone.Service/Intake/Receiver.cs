using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Touchstone.Media;
using Touchstone.Service.Analysis;
using Touchstone.Service.Cases;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Intake;

/// <summary>Takes media in: hashed while they come, bounded, stored once, a case opened, an examination asked for.</summary>
public sealed class Receiver(ServiceOptions options, IBlobStore blobs, JournalStore journal, ExaminationQueue queue, TimeProvider time)
{
    private const int BufferBytes = 1 << 17;

    /// <summary>Takes one stream in.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="name">File name as given; for people only, never a path here.</param>
    /// <param name="actor">Who brings it.</param>
    /// <param name="cancel">Gives up; nothing stays.</param>
    /// <exception cref="IntakeException">Empty, too large, or of no known format.</exception>
    /// <exception cref="QueueFullException">No more examinations may wait; nothing was taken in.</exception>
    public async Task<Receipt> ReceiveAsync(Stream content, string name, string actor, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(content);
        await queue.RefuseIfFullAsync(cancel);
        var folder = Path.Combine(options.DataFolder, "incoming");
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, Guid.NewGuid().ToString("N"));
        try
        {
            var (sha256, bytes) = await CopyAsync(content, path, cancel);
            return await KeepAsync(path, sha256, bytes, FileNames.Clean(name), actor, cancel);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private async Task<Receipt> KeepAsync(string path, string sha256, long bytes, string name, string actor, CancellationToken cancel)
    {
        if (bytes == 0) throw new IntakeException(Codes.IntakeEmpty, "The file is empty. Choose it again, or look whether its transfer broke off.");
        var format = Sniff(path);
        if (format == MediaFormat.Unknown) throw new IntakeException(Codes.IntakeUnknownFormat, "The content is of no known media format. Images, recordings, videos and PDF documents are taken in.");
        await blobs.PutAsync(sha256, path, cancel);
        var (receipt, examination) = await journal.WriteAsync(async (database, pen) =>
        {
            var known = await database.Set<SpecimenRow>().AnyAsync(s => s.Sha256 == sha256, cancel);
            if (!known) database.Add(new SpecimenRow { Sha256 = sha256, Bytes = bytes, Kind = format.Kind(), Format = format.Name(), ReceivedAt = time.GetUtcNow() });
            var opened = await CaseBook.OpenAsync(database, pen, new NewCase(name, sha256, bytes, format.Kind(), format.Name(), actor), cancel);
            pen.Write(actor, JournalKinds.SpecimenReceived, opened.Id.ToString(), new JsonObject { ["sha256"] = sha256, ["bytes"] = bytes, ["format"] = format.Name(), ["known"] = known });
            var asked = await queue.RequestAsync(database, pen, new ExaminationRequest(sha256, format.Kind(), opened.Id, actor), cancel);
            await CaseBook.TellAsync(database, asked, cancel);
            return (new Receipt(opened.Id, opened.Number, sha256, bytes, known), asked);
        }, cancel);
        await queue.ScheduleAsync(examination, cancel);
        return receipt;
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
