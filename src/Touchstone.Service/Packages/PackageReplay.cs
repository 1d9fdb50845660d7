using System.Security.Cryptography;
using Touchstone.Media;
using Touchstone.Workbench.Supervision;

namespace Touchstone.Service.Packages;

/// <summary>Examines the specimen of a package again, on this machine, and compares the results.</summary>
public static class PackageReplay
{
    /// <summary>Checks the package, then examines.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="specimen">The specimen's file, where the package does not hold it; or null.</param>
    /// <param name="pool">How to examine; the moment of credentials is taken from the package.</param>
    /// <param name="time">Clock of the examination.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="PackageException">The file is no package, or there is no specimen to examine.</exception>
    public static async Task<ReplayReport> RunAsync(string path, string? specimen, PoolOptions pool, TimeProvider time, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(pool);
        using var file = PackageFile.Open(path);
        var (report, stored) = PackageCheck.Run(file, null, cancel);
        if (stored is null || !report.Holds) return new ReplayReport(report, null, []);
        var folder = Directory.CreateTempSubdirectory("touchstone-replay-");
        try
        {
            // Under the name it was examined by, which is a digest: the examination tells of a name that misleads.
            var copy = Path.Combine(folder.FullName, report.Manifest.Specimen.Sha256);
            await PutAsync(file, report.Manifest.Specimen, specimen, copy, cancel);
            // Certificates are judged at a moment; the same one gives the same judgement.
            var at = stored.Examination.Findings.Select(f => f.Credentials?.At).FirstOrDefault(t => t is not null);
            await using var processes = new ExaminationPool(pool with { WithExhibits = true, Credentials = pool.Credentials with { At = at } }, time);
            var again = await processes.ExamineAsync(copy, cancel);
            return new ReplayReport(report, again.Examination.EngineVersion, PackageResult.Differences(stored, again));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task PutAsync(PackageFile file, PackageSpecimen expected, string? specimen, string copy, CancellationToken cancel)
    {
        if (specimen is null && !expected.Included) throw new PackageException(Codes.PackageSpecimen, "The package does not hold the specimen. Name its file with --specimen.");
        if (expected.Sha256.Length != 64 || !expected.Sha256.All(char.IsAsciiHexDigitLower)) throw new PackageException(Codes.PackageMalformed, "The digest of the specimen is none.");
        await using (var to = new FileStream(copy, FileMode.CreateNew, FileAccess.Write))
        {
            if (specimen is null) file.Copy(PackageParts.Specimen, to, expected.Bytes);
            else
            {
                await using var from = File.OpenRead(specimen);
                await from.CopyToAsync(to, cancel);
            }
        }
        await using var written = File.OpenRead(copy);
        if (Convert.ToHexStringLower(await SHA256.HashDataAsync(written, cancel)) != expected.Sha256)
            throw new PackageException(Codes.PackageSpecimen, $"The file is not the specimen of this case: that has the SHA-256 {expected.Sha256}.");
    }
}

/// <summary>What examining again showed.</summary>
/// <param name="Check">What the check of the package found; nothing is examined where something does not hold.</param>
/// <param name="Engine">Version that examined here, or null where nothing was.</param>
/// <param name="Differences">Where the results differ; times are not compared.</param>
public sealed record ReplayReport(PackageReport Check, string? Engine, IReadOnlyList<string> Differences)
{
    /// <summary>Whether it was examined, and everything is the same.</summary>
    public bool IsSame => Engine is not null && Differences.Count == 0;
}
