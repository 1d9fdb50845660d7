using CsvHelper;
using System.Text.Json;
using Touchstone.Provenance;
using Touchstone.Provenance.Trust;
using Touchstone.Provenance.Verdicts;

namespace Touchstone.Evaluation.Measures.Credentials;

/// <summary>One file of a credentials data set with the verdicts its manifest states.</summary>
/// <param name="Name">Path relative to the data set.</param>
/// <param name="Path">The file.</param>
/// <param name="StatedState">What its source says, or "".</param>
/// <param name="StatedCodes">Codes its source says, or "".</param>
/// <param name="ReferenceState">State by the reference under each trust profile: "Trusted", "Valid", "Invalid", "error", "none"; absent where not taken.</param>
/// <param name="ReferenceFailures">Failure codes by the reference under the profile test: "code;delta:code", or "error:…".</param>
/// <param name="IsOwnPki">Made with the throw-away authority of the data set, whose root the generated profiles add.</param>
internal sealed record CredentialVector(
    string Name, string Path, string StatedState, string StatedCodes, IReadOnlyDictionary<string, string> ReferenceState, string ReferenceFailures, bool IsOwnPki)
{
    /// <summary>Whether the reference found nothing wrong but identity assertions, which never decide a state here.</summary>
    internal bool IsIdentityOnly => Failures is { Count: > 0 } failures && failures.All(f => f.StartsWith("cawg.", StringComparison.Ordinal) || f == "signingCredential.untrusted") && failures.Any(f => f.StartsWith("cawg.", StringComparison.Ordinal))
        || StatedCodes.StartsWith("cawg.identity.cbor", StringComparison.Ordinal);

    /// <summary>Media type as the manifest states it, or "".</summary>
    internal string MediaType { get; init; } = "";

    /// <summary>What was done to the file, as the manifest states it, or "".</summary>
    internal string Note { get; init; } = "";

    /// <summary>Failure codes by the reference, or null where it stopped with an error.</summary>
    internal IReadOnlyList<string>? Failures => ReferenceFailures.StartsWith("error:", StringComparison.Ordinal) ? null : ReferenceFailures.Split(';', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>A folder with a manifest.csv of the credentials kind, and its trust profiles.</summary>
internal sealed class CredentialVectors
{
    /// <summary>The verdicts were taken on this day; certificates are held against its end.</summary>
    internal static readonly DateTimeOffset At = new(2026, 11, 23, 23, 59, 59, TimeSpan.Zero);

    internal static readonly string[] Profiles = ["none", "test", "official", "itl"];

    private readonly Dictionary<(string Profile, bool OwnPki), TrustProfile> _profiles = [];

    private readonly Dictionary<(string Profile, bool OwnPki), string> _settings = [];

    private CredentialVectors(string name, IReadOnlyList<CredentialVector> items)
    {
        Name = name;
        Items = items;
    }

    internal string Name { get; }

    internal IReadOnlyList<CredentialVector> Items { get; }

    /// <summary>The data sets in a folder that state verdicts of credentials: its own manifest and those of its sub-folders.</summary>
    internal static IReadOnlyList<CredentialVectors> FindAll(string folder)
    {
        List<CredentialVectors> found = [];
        foreach (var candidate in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Prepend(folder))
            if (Path.Combine(candidate, "manifest.csv") is var manifest && File.Exists(manifest) && Read(candidate, manifest) is { Items.Count: > 0 } set) found.Add(set);
        return found;
    }

    internal ValidationOptions Options(CredentialVector vector, string profile, ValidationPolicy policy) =>
        new() { At = At, Policy = policy, Trust = _profiles.GetValueOrDefault((profile, vector.IsOwnPki), TrustProfile.None) };

    /// <summary>The settings of the reference for a file under a profile, JSON, or null where the data set has none.</summary>
    internal string? Settings(CredentialVector vector, string profile) => _settings.GetValueOrDefault((profile, vector.IsOwnPki));

    internal bool HasProfile(string profile) => profile == "none" || _profiles.ContainsKey((profile, false));

    private static CredentialVectors Read(string folder, string manifest)
    {
        using var csv = CsvReader.FromFile(manifest);
        csv.ReadHeader();
        string Field(string name) => csv.TryGetFieldIndex(name, out var index) ? csv.GetString(index) : "";
        List<CredentialVector> items = [];
        while (csv.TryGetFieldIndex("ref_state_test", out _) && csv.Read())
        {
            var name = Field("file");
            var states = Profiles.Select(p => (p, Field($"ref_state_{p}"))).Where(s => s.Item2.Length > 0).ToDictionary(s => s.p, s => s.Item2);
            if (File.Exists(Path.Combine(folder, name)))
                items.Add(new CredentialVector(name, Path.Combine(folder, name), Field("stated_state"), Field("stated_codes"), states, Field("ref_failures_test"), name.Contains("/generated/", StringComparison.Ordinal))
                {
                    MediaType = Field("mime"),
                    Note = Field("note"),
                });
        }
        var vectors = new CredentialVectors(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), items);
        if (items.Count > 0)
        {
            vectors.AddProfiles(Path.Combine(folder, "trust", "profiles.json"), ownPki: false);
            vectors.AddProfiles(Path.Combine(folder, "trust", "profiles-generated.json"), ownPki: true);
        }
        return vectors;
    }

    // The settings the reference was run with: anchors and allowed certificates as PEM, allowed purposes as OIDs a line.
    private void AddProfiles(string path, bool ownPki)
    {
        if (!File.Exists(path)) return;
        using var settings = JsonDocument.Parse(File.ReadAllBytes(path));
        foreach (var profile in settings.RootElement.EnumerateObject())
        {
            _settings[(profile.Name, ownPki)] = profile.Value.GetRawText();
            if (!profile.Value.TryGetProperty("trust", out var trust)) continue;
            string Text(string name) => trust.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
            var anchors = Text("trust_anchors") + "\n" + Text("user_anchors");
            _profiles[(profile.Name, ownPki)] = TrustProfiles.Own(profile.Name, new TrustMaterial { Signers = anchors, TimeStampers = anchors, Allowed = Text("allowed_list"), Purposes = Text("trust_config"), Date = DateOnly.FromDateTime(At.UtcDateTime) });
        }
    }

    /// <summary>The class both verdicts are compared by.</summary>
    internal static string ClassOf(CredentialState state) => state switch
    {
        CredentialState.Trusted => "Trusted",
        CredentialState.Valid => "Valid",
        CredentialState.None => "none",
        _ => "bad",
    };

    /// <summary>The class of a word of the manifest.</summary>
    internal static string ClassOf(string word) => word is "Invalid" or "error" or "invalid" ? "bad" : word;
}
