using System.Security.Cryptography;
using Touchstone.Engine;
using Touchstone.Engine.Devices;
using Touchstone.Media;

namespace Touchstone.Workbench.Devices;

/// <summary>A device file that was checked, by path and content.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Id">Content hash that the file must still have.</param>
public sealed record DeviceFileName(string Path, string Id);

/// <summary>Which devices specimens are held against, in a form that travels to the supervised process: a fingerprint is too large for a message, so its file is named with its hash.</summary>
/// <param name="Files">The files.</param>
/// <param name="Search">How far their frames are searched.</param>
public sealed record DeviceTerms(IReadOnlyList<DeviceFileName> Files, DeviceSearch Search)
{
    /// <summary>Most devices a specimen is held against at once; each costs its frame in memory and a transform.</summary>
    public const int MaximumDevices = 16;

    /// <summary>No devices.</summary>
    public static DeviceTerms None { get; } = new([], DeviceSearch.Crop);

    /// <summary>Checks files before anything is examined with them.</summary>
    /// <param name="paths">The device files.</param>
    /// <param name="search">How far their frames are searched.</param>
    /// <param name="key">The public key they must be signed with, or null.</param>
    /// <exception cref="DeviceException">One of them cannot be used.</exception>
    /// <exception cref="IOException">One of them cannot be read.</exception>
    public static DeviceTerms Of(IReadOnlyList<string> paths, DeviceSearch search, ECDsa? key)
    {
        ArgumentNullException.ThrowIfNull(paths);
        if (paths.Count > MaximumDevices) throw new DeviceException(Codes.DeviceTooMany, $"At most {MaximumDevices} devices are compared at once; {paths.Count} were given.");
        return new DeviceTerms([.. paths.Select(p => new DeviceFileName(Path.GetFullPath(p), Load(p, key).Id))], search);
    }

    /// <summary>Circumstances with these devices in them.</summary>
    /// <exception cref="DeviceException">A file was changed since it was checked.</exception>
    internal Circumstances Join(Circumstances circumstances)
    {
        if (Files.Count == 0) return circumstances;
        var devices = Files.Select(f => Load(f.Path, null) is var device && device.Id == f.Id ? device
            : throw new DeviceException(Codes.DeviceChanged, $"The device file {f.Path} was changed while it was in use.")).ToList();
        return circumstances.With(devices, Search);
    }

    private static DeviceProfile Load(string path, ECDsa? key)
    {
        var limits = Limits.Default;
        return DeviceFile.Read(BoundedFile.Read(path, checked((int)limits.MaximumDetectorPixels + 2 * DeviceFile.MaximumHeaderBytes)), limits, key);
    }
}
