using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Touchstone.Media;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Backups;

/// <summary>An archive that is read: every part has a name that backups have, and is what the manifest says.</summary>
internal sealed partial class BackupReader : IDisposable
{
    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries;

    private BackupReader(ZipArchive zip)
    {
        _zip = zip;
        _entries = zip.Entries.DistinctBy(e => e.FullName).ToDictionary(e => e.FullName);
        if (!_entries.Remove(BackupManifest.Name, out var entry)) throw new ServiceException(Codes.BackupMalformed, $"The archive has no {BackupManifest.Name}: it is no backup.");
        using var stream = entry.Open();
        Manifest = BackupManifest.Read(stream);
        RefuseOthers(zip.Entries.Count - 1);
    }

    internal BackupManifest Manifest { get; }

    /// <exception cref="ServiceException">The file is no backup.</exception>
    internal static BackupReader Open(string file)
    {
        try
        {
            return new BackupReader(ZipFile.OpenRead(file));
        }
        catch (InvalidDataException)
        {
            throw new ServiceException(Codes.BackupMalformed, "The file is no archive, or a damaged one.");
        }
    }

    internal bool Has(string name) => _entries.ContainsKey(name);

    /// <summary>Reads every part to its end.</summary>
    /// <exception cref="ServiceException">One is not what the manifest says.</exception>
    internal async Task CheckAsync(CancellationToken cancel)
    {
        foreach (var part in Manifest.Parts) await CopyAsync(part, Stream.Null, cancel);
    }

    /// <summary>Writes a part to a new file that the owner alone may read.</summary>
    internal async Task ExtractAsync(string name, string path, CancellationToken cancel)
    {
        await using var file = BackupArchive.NewFile(path);
        await CopyAsync(Manifest.Parts.Single(p => p.Name == name), file, cancel);
    }

    public void Dispose() => _zip.Dispose();

    private async Task CopyAsync(BackupPart part, Stream target, CancellationToken cancel)
    {
        try
        {
            using var hash = SHA256.Create();
            await using var source = new CryptoStream(_entries[part.Name].Open(), hash, CryptoStreamMode.Read);
            await source.CopyToAsync(target, cancel);
            if (Convert.ToHexStringLower(hash.Hash!) == part.Sha256) return;
        }
        catch (InvalidDataException)
        {
            // Said below.
        }
        throw new ServiceException(Codes.BackupDigest, $"{part.Name} is damaged: it is not what the manifest says. Nothing was restored.");
    }

    private void RefuseOthers(int count)
    {
        var names = Manifest.Parts.Select(p => p.Name).ToHashSet();
        if (names.Count != Manifest.Parts.Count || count != names.Count || names.FirstOrDefault(n => !_entries.ContainsKey(n)) is not null)
            throw new ServiceException(Codes.BackupPart, "The parts of the archive are not those of its manifest: one is missing, or one too many is there.");
        if (names.FirstOrDefault(n => !Known().IsMatch(n)) is { } other) throw new ServiceException(Codes.BackupPart, $"Backups have no part '{other}'.");
        if (!names.Contains(BackupManifest.Database)) throw new ServiceException(Codes.BackupPart, $"The archive has no {BackupManifest.Database}.");
        if (Manifest.MediaParts.FirstOrDefault(p => p.Name != BackupManifest.Media + p.Sha256) is { } renamed) throw new ServiceException(Codes.BackupDigest, $"{renamed.Name} is not what its name says.");
    }

    [GeneratedRegex(@"^(touchstone\.db|journal-head\.json|keys/journal\.pem|keys/cookies/[\w-]+\.xml|media/[0-9a-f]{64})\z")]
    private static partial Regex Known();
}
