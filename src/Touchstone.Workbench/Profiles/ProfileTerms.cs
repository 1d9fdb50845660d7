using System.Security.Cryptography;
using Touchstone.Engine;
using Touchstone.Engine.Profiles;
using Touchstone.Media;

namespace Touchstone.Workbench.Profiles;

/// <summary>Which profiles specimens are compared with; small enough to travel to the supervised process whole.</summary>
/// <param name="Profiles">The profiles.</param>
public sealed record ProfileTerms(IReadOnlyList<FileProfile> Profiles)
{
    /// <summary>Most profiles a specimen is compared with at once.</summary>
    public const int MaximumProfiles = 16;

    // The names and digests of the references are not needed where only counts are compared; all together must fit one request.
    private const int MaximumTotalBytes = 8 << 20;

    /// <summary>No profiles.</summary>
    public static ProfileTerms None { get; } = new([]);

    /// <summary>Reads profile files before anything is examined with them.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="key">The public key they must be signed with, or null.</param>
    /// <exception cref="ProfileException">One of them cannot be used.</exception>
    /// <exception cref="IOException">One of them cannot be read.</exception>
    public static ProfileTerms Of(IReadOnlyList<string> paths, ECDsa? key)
    {
        ArgumentNullException.ThrowIfNull(paths);
        if (paths.Count > MaximumProfiles) throw new ProfileException(Codes.ProfileReferences, $"At most {MaximumProfiles} profiles are compared at once; {paths.Count} were given.");
        long total = 0;
        var profiles = new List<FileProfile>();
        foreach (var path in paths)
        {
            var bytes = BoundedFile.Read(path, ProfileFile.MaximumBytes);
            if ((total += bytes.Length) > MaximumTotalBytes) throw new ProfileException(Codes.ProfileMalformed, $"The profiles have more than {MaximumTotalBytes:N0} bytes in all; {path} is one too many.");
            profiles.Add(ProfileFile.Read(bytes, key));
        }
        return new ProfileTerms(profiles);
    }

    /// <summary>Circumstances with these profiles in them.</summary>
    internal Circumstances Join(Circumstances circumstances) => Profiles.Count == 0 ? circumstances : circumstances.With(Profiles);
}
