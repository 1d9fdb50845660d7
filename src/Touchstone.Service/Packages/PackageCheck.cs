using System.Security.Cryptography;
using System.Text;
using Touchstone.Engine;
using Touchstone.Media;
using Touchstone.Service.Journal;
using Touchstone.Workbench;

namespace Touchstone.Service.Packages;

/// <summary>Checks a case package from anywhere, with no service at hand.</summary>
public static class PackageCheck
{
    /// <summary>Checks signature, parts, journal and whether they fit each other.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="publicPem">The laboratory's key as PEM, from another way than the package; or null, which leaves open whose package it is.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="PackageException">The file is no package, or breaks a bound.</exception>
    /// <exception cref="CryptographicException">The PEM holds no such key.</exception>
    public static PackageReport Run(string path, string? publicPem, CancellationToken cancel)
    {
        using var file = PackageFile.Open(path);
        return Run(file, publicPem, cancel).Report;
    }

    /// <summary>The same for an open package; with it the stored result, or null where faults before it forbid to read it.</summary>
    internal static (PackageReport Report, Examined? Result) Run(PackageFile file, string? publicPem, CancellationToken cancel)
    {
        var faults = new List<PackageFault>();
        void Fault(string code, string text) => faults.Add(new PackageFault(code, text));
        var bytes = file.Read(PackageParts.Manifest);
        var manifest = PackageManifest.Read(bytes);
        using var key = OpenKey(file, PackageParts.PublicKey);
        if (!key.VerifiesDocument(bytes, file.Read(PackageParts.Signature))) Fault(Codes.PackageSignature, "The manifest is not signed by the key of the package.");
        if (key.Id != manifest.Key) Fault(Codes.PackageContradiction, $"The manifest names the key {manifest.Key}; the package brings {key.Id}.");
        if (publicPem is not null)
        {
            using var given = JournalKey.OpenPublic(publicPem);
            if (given.Id != key.Id) Fault(Codes.PackageKey, $"The package is signed by {key.Id}, not by the key that was given, {given.Id}.");
        }
        CheckParts(file, manifest, Fault, cancel);
        // What a stranger may have changed is read no further.
        if (faults.Count > 0) return (new PackageReport(manifest, 0, faults), null);
        var entries = CheckJournal(file, key, manifest, Fault);
        var result = PackageResult.Read(file);
        CheckAgreement(file, manifest, entries, result, Fault);
        return (new PackageReport(manifest, entries.Count, faults), result);
    }

    private static void CheckParts(PackageFile file, PackageManifest manifest, Action<string, string> fault, CancellationToken cancel)
    {
        foreach (var required in PackageParts.Required.Where(r => manifest.Parts.All(p => p.Name != r))) fault(Codes.PackagePartMissing, $"The manifest names no part {required}.");
        foreach (var name in file.Names.Where(n => n is not (PackageParts.Manifest or PackageParts.Signature) && manifest.Parts.All(p => p.Name != n)))
            fault(Codes.PackagePartUnknown, $"The manifest does not name the part {name}.");
        foreach (var part in manifest.Parts)
        {
            cancel.ThrowIfCancellationRequested();
            if (!file.Holds(part.Name))
            {
                fault(Codes.PackagePartMissing, $"The part {part.Name} is missing.");
                continue;
            }
            var (sha256, bytes) = file.Copy(part.Name, Stream.Null, PackageParts.Longest(part.Name));
            if (sha256 != part.Sha256 || bytes != part.Bytes) fault(Codes.PackageDigest, $"The part {part.Name} is not the one that the manifest names.");
        }
    }

    private static IReadOnlyList<JournalEntry> CheckJournal(PackageFile file, JournalKey key, PackageManifest manifest, Action<string, string> fault)
    {
        var keys = new Dictionary<string, JournalKey> { [key.Id] = key };
        try
        {
            foreach (var name in file.Names.Where(n => n.StartsWith("keys/", StringComparison.Ordinal)))
            {
                var older = OpenKey(file, name);
                if (!keys.TryAdd(older.Id, older)) older.Dispose();
            }
            var entries = JournalSlice.Check((Text(file, PackageParts.Lines), Text(file, PackageParts.Digests), Text(file, PackageParts.Head)), manifest.Id.ToString(), keys, fault);
            PackageStatements.Check(file, entries, keys, fault);
            return entries;
        }
        catch (Exception e) when (e is JournalException or FormatException or ArgumentException)
        {
            throw new PackageException(Codes.PackageMalformed, $"The journal's part cannot be read: {e.Message}", e);
        }
        finally
        {
            foreach (var older in keys.Values.Where(k => k != key)) older.Dispose();
        }
    }

    /// <summary>The journal says which result belongs to the case, the result which specimen it is of.</summary>
    private static void CheckAgreement(PackageFile file, PackageManifest manifest, IReadOnlyList<JournalEntry> entries, Examined result, Action<string, string> fault)
    {
        var parts = manifest.Parts.ToDictionary(p => p.Name);
        var specimen = manifest.Specimen;
        if (!entries.Any(e => e.Kind == JournalKinds.CaseOpened && e.DataText("sha256") == specimen.Sha256)) fault(Codes.PackageContradiction, "The journal does not say that the case was opened on this specimen.");
        if (!entries.Any(e => e.DataText("document") == parts[PackageParts.Result].Sha256)) fault(Codes.PackageContradiction, "The journal does not say that these findings were made.");
        if (result.Examination.Specimen.Sha256 != specimen.Sha256) fault(Codes.PackageContradiction, "The findings are of another specimen.");
        if (parts.TryGetValue(PackageParts.Specimen, out var included) != specimen.Included || (included is not null && (included.Sha256 != specimen.Sha256 || included.Bytes != specimen.Bytes)))
            fault(Codes.PackageContradiction, "The specimen in the package is not the one of the case.");
        if (result.Examination.EngineVersion != manifest.Engine || result.Examination.Decision.PolicyHash != manifest.Policy) fault(Codes.PackageContradiction, "The findings name other versions than the manifest.");
        // Another version of this program may word the same document otherwise.
        if (manifest.Engine == Examination.CurrentEngineVersion && !PackageMaker.FindingsOf(result).AsSpan().SequenceEqual(file.Read(PackageParts.Findings)))
            fault(Codes.PackageContradiction, $"{PackageParts.Findings} does not say what the stored result says.");
    }

    private static JournalKey OpenKey(PackageFile file, string name)
    {
        try
        {
            return JournalKey.OpenPublic(Text(file, name));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new PackageException(Codes.PackageMalformed, $"The part {name} is no public key.", e);
        }
    }

    private static string Text(PackageFile file, string name) => Encoding.UTF8.GetString(file.Read(name));
}

/// <summary>What a check of a package found.</summary>
/// <param name="Manifest">What the package says of itself.</param>
/// <param name="Lines">Lines of the journal about the case.</param>
/// <param name="Faults">What does not hold.</param>
public sealed record PackageReport(PackageManifest Manifest, int Lines, IReadOnlyList<PackageFault> Faults)
{
    /// <summary>Whether everything holds.</summary>
    public bool Holds => Faults.Count == 0;
}

/// <summary>Something that does not hold.</summary>
/// <param name="Code">Code, of Codes.</param>
/// <param name="Text">In words.</param>
public sealed record PackageFault(string Code, string Text);
