using System.IO.Compression;
using System.Security.Cryptography;
using Touchstone.Media;

namespace Touchstone.Service.Packages;

/// <summary>A package from a stranger, read under bounds: names are looked up and never used, lengths are counted and never believed.</summary>
internal sealed class PackageFile : IDisposable
{
    private const int BufferBytes = 1 << 16;

    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.Ordinal);

    private PackageFile(ZipArchive archive) => _archive = archive;

    internal IEnumerable<string> Names => _parts.Keys;

    /// <exception cref="PackageException">No archive, too many parts, or a part with a name that packages do not have.</exception>
    internal static PackageFile Open(string path)
    {
        try
        {
            var file = new PackageFile(ZipFile.OpenRead(path));
            file.Index();
            return file;
        }
        catch (InvalidDataException e)
        {
            throw new PackageException(Codes.PackageMalformed, "The file is no package: it is no ZIP archive, or a damaged one.", e);
        }
    }

    internal bool Holds(string name) => _parts.ContainsKey(name);

    /// <summary>A small part as a whole.</summary>
    internal byte[] Read(string name)
    {
        using var memory = new MemoryStream();
        Copy(name, memory, PackageParts.Longest(name));
        return memory.ToArray();
    }

    /// <summary>Copies a part; returns its digest and length.</summary>
    /// <exception cref="PackageException">The part is missing, damaged, or longer than is allowed.</exception>
    internal (string Sha256, long Bytes) Copy(string name, Stream to, long longest)
    {
        if (!_parts.TryGetValue(name, out var part)) throw new PackageException(Codes.PackagePartMissing, $"The part {name} is missing.");
        try
        {
            using var from = part.Open();
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[BufferBytes];
            long bytes = 0;
            for (int read; (read = from.Read(buffer)) > 0;)
            {
                if ((bytes += read) > longest) throw new PackageException(Codes.PackageTooLarge, $"The part {name} unpacks to more than {longest:N0} bytes.");
                hash.AppendData(buffer, 0, read);
                to.Write(buffer, 0, read);
            }
            return (Convert.ToHexStringLower(hash.GetHashAndReset()), bytes);
        }
        catch (InvalidDataException e)
        {
            throw new PackageException(Codes.PackageMalformed, $"The part {name} is damaged.", e);
        }
    }

    public void Dispose() => _archive.Dispose();

    private void Index()
    {
        if (_archive.Entries.Count > PackageParts.MostParts) throw new PackageException(Codes.PackageMalformed, $"The archive has {_archive.Entries.Count:N0} parts; a package has up to {PackageParts.MostParts}.");
        foreach (var part in _archive.Entries)
        {
            var name = part.FullName;
            if (name.Split('/', '\\').Contains("..") || name.StartsWith('/') || name.Contains('\\', StringComparison.Ordinal) || name.Contains(':', StringComparison.Ordinal))
                throw new PackageException(Codes.PackagePath, "The archive has a part whose name leads out of it. It was made to do harm.");
            if (!PackageParts.IsKnown(name)) throw new PackageException(Codes.PackagePartUnknown, $"The archive has a part {name}, which packages do not have.");
            if (!_parts.TryAdd(name, part)) throw new PackageException(Codes.PackagePartUnknown, $"The archive has the part {name} twice.");
        }
    }
}
