using System.Text.Json;
using Touchstone.Media;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Intake.Uploads;

/// <summary>Files that come in parts, as files of this node: no byte is lost by a connection, a browser or a process that ends.</summary>
/// <remarks>
/// <code>
/// incoming/uploads/ID        the bytes that came; their number is the offset, the time of the last write the beginning of the wait
/// incoming/uploads/ID.json   what was said at the beginning, and what became of it in the end
/// </code>
/// </remarks>
public sealed class UploadStore(ServiceOptions options, TimeProvider time)
{
    /// <summary>How long what came is kept while no more comes.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromHours(24);

    // Per person or key: a browser sends one file after another, and left some behind on bad days.
    internal const int MostOpen = 20;

    // What the disk keeps free beside all that was promised.
    private const long Spare = 1L << 30;
    private const int BufferBytes = 1 << 17;

    private readonly Lock _begin = new();
    private readonly string _folder = Path.Combine(options.DataFolder, "incoming", "uploads");

    /// <summary>Begins an upload.</summary>
    /// <param name="owner">Who sends it.</param>
    /// <param name="length">Bytes it will have.</param>
    /// <exception cref="IntakeException">It is empty or too large, or the owner or the disk has too much of it already.</exception>
    public Upload Begin(string owner, long length)
    {
        if (length <= 0) throw new IntakeException(Codes.IntakeEmpty, "The file is empty. Choose it again, or look whether its transfer broke off.");
        if (length > options.MaximumUploadBytes) throw new IntakeException(Codes.LimitBytes, $"The file has more than {options.MaximumUploadBytes:N0} bytes, which is the limit here (--maximum-upload).");
        // One after another: together they must not pass what each of them alone would not.
        lock (_begin)
        {
            Directory.CreateDirectory(_folder);
            var open = All().Where(u => u.Receipt is null).ToList();
            if (open.Count(u => u.Owner == owner) >= MostOpen) throw new IntakeException(Codes.UploadQuota, $"{MostOpen} uploads of yours are unfinished, which is the limit. Finish or delete one; after {Wait.TotalHours:0} hours without a byte they end by themselves.");
            if (new DriveInfo(_folder).AvailableFreeSpace - open.Sum(u => u.Length - u.Offset) - length < Spare) throw new IntakeException(Codes.UploadQuota, "The disk of the service has no room for this file. Try again later, or tell an administrator.");
            var id = Guid.NewGuid();
            Write(id, new Said(owner, length, null));
            File.WriteAllBytes(PathOf(id), []);
            Touch(id);
            return Read(id)!;
        }
    }

    /// <summary>An upload of this owner, or null.</summary>
    public Upload? Find(Guid id, string owner) => Read(id) is { } found && found.Owner == owner && found.ExpiresAt > time.GetUtcNow() ? found : null;

    /// <summary>Adds bytes at the end; those that came before a connection broke off stay.</summary>
    /// <exception cref="IntakeException">The offset is not the number of bytes that came, more comes than was said, or another request adds to it now.</exception>
    public async Task<Upload> AppendAsync(Upload upload, long offset, Stream content, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(upload);
        ArgumentNullException.ThrowIfNull(content);
        await using (var file = Open(upload))
        {
            if (file.Length != offset) throw new IntakeException(Codes.UploadOffset, $"{file.Length:N0} bytes came so far; go on from there.");
            file.Seek(0, SeekOrigin.End);
            try
            {
                await CopyAsync(content, file, upload.Length - offset, cancel);
            }
            finally
            {
                await file.FlushAsync(CancellationToken.None);
                Touch(upload.Id);
            }
        }
        return Read(upload.Id)!;
    }

    /// <summary>The bytes of an upload that came whole.</summary>
    /// <exception cref="IntakeException">Some are missing.</exception>
    public Stream OpenWhole(Upload upload)
    {
        ArgumentNullException.ThrowIfNull(upload);
        return upload.Offset == upload.Length ? new FileStream(PathOf(upload.Id), FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, useAsync: true)
            : throw new IntakeException(Codes.UploadOffset, $"{upload.Offset:N0} of {upload.Length:N0} bytes came; the rest is missing.");
    }

    /// <summary>Notes what became of an upload, so that asking again is answered alike, and lets its bytes go.</summary>
    public void Finish(Upload upload, Receipt receipt)
    {
        ArgumentNullException.ThrowIfNull(upload);
        Write(upload.Id, new Said(upload.Owner, upload.Length, receipt));
        File.WriteAllBytes(PathOf(upload.Id), []);
        Touch(upload.Id);
    }

    /// <summary>Throws an upload away.</summary>
    public void Delete(Guid id)
    {
        File.Delete(PathOf(id));
        File.Delete(SaidPathOf(id));
    }

    /// <summary>Throws away what waited too long; returns how many.</summary>
    public int Expire()
    {
        var now = time.GetUtcNow();
        var over = All().Where(u => u.ExpiresAt <= now).ToList();
        foreach (var upload in over) Delete(upload.Id);
        return over.Count;
    }

    private static async Task CopyAsync(Stream content, FileStream file, long most, CancellationToken cancel)
    {
        var buffer = new byte[BufferBytes];
        for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0;)
        {
            if ((most -= read) < 0) throw new IntakeException(Codes.LimitBytes, "More bytes come than were announced.");
            await file.WriteAsync(buffer.AsMemory(0, read), CancellationToken.None);
        }
    }

    private FileStream Open(Upload upload)
    {
        if (upload.Receipt is not null) throw new IntakeException(Codes.UploadOffset, "This upload came whole and was taken in.");
        try
        {
            return new FileStream(PathOf(upload.Id), FileMode.Open, FileAccess.ReadWrite, FileShare.None, BufferBytes, useAsync: true);
        }
        catch (IOException e) when (e is not FileNotFoundException)
        {
            throw new IntakeException(Codes.UploadBusy, "Another request adds to this upload at this moment. Ask where it stands, then go on.");
        }
    }

    private IEnumerable<Upload> All() => Directory.Exists(_folder)
        ? Directory.EnumerateFiles(_folder, "*.json").Select(f => Guid.TryParseExact(Path.GetFileNameWithoutExtension(f), "N", out var id) ? Read(id) : null).OfType<Upload>()
        : [];

    private Upload? Read(Guid id)
    {
        var bytes = new FileInfo(PathOf(id));
        if (!bytes.Exists || !File.Exists(SaidPathOf(id))) return null;
        var said = JsonSerializer.Deserialize<Said>(File.ReadAllBytes(SaidPathOf(id)))!;
        return new Upload(id, said.Owner, said.Length, said.Receipt is null ? bytes.Length : said.Length, new DateTimeOffset(bytes.LastWriteTimeUtc, TimeSpan.Zero) + Wait, said.Receipt);
    }

    // Written beside and moved into place: a process that ends in between leaves no half.
    private void Write(Guid id, Said said)
    {
        var beside = SaidPathOf(id) + ".part";
        File.WriteAllBytes(beside, JsonSerializer.SerializeToUtf8Bytes(said));
        File.Move(beside, SaidPathOf(id), overwrite: true);
    }

    private void Touch(Guid id) => File.SetLastWriteTimeUtc(PathOf(id), time.GetUtcNow().UtcDateTime);

    private string PathOf(Guid id) => Path.Combine(_folder, id.ToString("N"));

    private string SaidPathOf(Guid id) => PathOf(id) + ".json";

    private sealed record Said(string Owner, long Length, Receipt? Receipt);
}
