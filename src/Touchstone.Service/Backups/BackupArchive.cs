using System.IO.Compression;
using System.Security.Cryptography;

namespace Touchstone.Service.Backups;

/// <summary>An archive that is being written, and the list of what went into it.</summary>
internal sealed class BackupArchive(Stream stream) : IDisposable
{
    private readonly ZipArchive _zip = new(stream, ZipArchiveMode.Create, leaveOpen: true);
    private readonly List<BackupPart> _parts = [];

    internal IReadOnlyList<BackupPart> Parts => _parts;

    /// <summary>A new file that the owner alone may read: a backup holds everything.</summary>
    internal static FileStream NewFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    /// <summary>Adds a file as it is; its digest is taken of the bytes that are written.</summary>
    internal async Task AddAsync(string name, string path, CompressionLevel compression, CancellationToken cancel)
    {
        await using var source = File.OpenRead(path);
        using var hash = SHA256.Create();
        await using (var entry = _zip.CreateEntry(name, compression).Open())
        await using (var hashed = new CryptoStream(entry, hash, CryptoStreamMode.Write))
            await source.CopyToAsync(hashed, cancel);
        _parts.Add(new BackupPart(name, source.Length, Convert.ToHexStringLower(hash.Hash!)));
    }

    /// <summary>Adds the list of everything that went before.</summary>
    internal async Task CloseAsync(BackupManifest manifest, CancellationToken cancel)
    {
        await using var entry = _zip.CreateEntry(BackupManifest.Name).Open();
        await entry.WriteAsync(manifest.ToBytes(), cancel);
    }

    public void Dispose() => _zip.Dispose();
}
