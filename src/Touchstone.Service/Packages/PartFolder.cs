using System.Security.Cryptography;

namespace Touchstone.Service.Packages;

/// <summary>The parts of a package that is being made, as files.</summary>
internal sealed class PartFolder(string folder)
{
    internal string PathOf(string name)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    /// <summary>All parts that are there, in the order of their names.</summary>
    internal async Task<IReadOnlyList<PackagePart>> ListAsync(CancellationToken cancel)
    {
        var parts = new List<PackagePart>();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            await using var file = File.OpenRead(path);
            parts.Add(new PackagePart(Path.GetRelativePath(folder, path).Replace('\\', '/'), Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel)), file.Length));
        }
        return parts;
    }
}
