using Touchstone.Engine;
using Touchstone.Provenance;
using Touchstone.Provenance.Trust;

namespace Touchstone.Workbench;

/// <summary>What credentials are held against, in a form that travels to the supervised process.</summary>
public sealed record CredentialTerms
{
    // A side-car holds a manifest store and nothing else.
    private const string SideCarExtension = ".c2pa";

    /// <summary>Name of a trust profile that is shipped: "none", "official", "itl" (the official and the frozen interim list).</summary>
    public string Trust { get; init; } = "itl";

    /// <summary>Own anchors of signers and time-stamp authorities as PEM, added to the profile; or null.</summary>
    public string? OwnAnchors { get; init; }

    /// <summary>Which rules decide where the specification and the reference implementation differ.</summary>
    public ValidationPolicy Policy { get; init; } = ValidationPolicy.Strict;

    /// <summary>The moment certificates without a trusted time-stamp must be valid at; null: the end of the present day, so that a day's results are the same.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Paths of segments that belong to a fragmented asset, in order.</summary>
    public IReadOnlyList<string> Fragments { get; init; } = [];

    /// <summary>These terms with their moment set.</summary>
    public CredentialTerms Fixed(DateTimeOffset now) => At is not null ? this : this with { At = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(1).AddSeconds(-1) };

    /// <summary>The circumstances of one file, with the side-car that lies beside it.</summary>
    /// <exception cref="IOException">A named fragment cannot be read.</exception>
    internal Circumstances Circumstances(string path)
    {
        var options = new ValidationOptions { At = At ?? throw new InvalidOperationException("The moment is not set."), Policy = Policy, Trust = Profile(), WithOtherPolicy = true };
        var companions = new AssetCompanions
        {
            SideCar = ReadSideCar(path, options.Limits),
            Fragments = [.. Fragments.Select(f => AssetBytes.Of(File.ReadAllBytes(f)))],
        };
        return new Circumstances(options, companions);
    }

    private TrustProfile Profile()
    {
        var shipped = TrustProfiles.Find(Trust) ?? throw new InvalidOperationException($"There is no trust profile {Trust}.");
        if (OwnAnchors is not { } pem) return shipped;
        var own = TrustProfiles.Own("own", new TrustMaterial { Signers = pem, TimeStampers = pem, Date = DateOnly.FromDateTime(At!.Value.UtcDateTime) });
        return Trust == "none" ? own : TrustProfiles.Join(shipped, own);
    }

    private static ReadOnlyMemory<byte>? ReadSideCar(string path, ProvenanceLimits limits)
    {
        var sideCar = new FileInfo(Path.ChangeExtension(path, SideCarExtension));
        if (!sideCar.Exists || sideCar.LinkTarget is not null || sideCar.Length > limits.MaximumStoreBytes || sideCar.FullName == Path.GetFullPath(path)) return null;
        try
        {
            return File.ReadAllBytes(sideCar.FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What lies beside the file and cannot be read is as good as absent.
            return null;
        }
    }
}
