using System.IO.Compression;
using Touchstone.Media;
using Touchstone.Service.Analysis;
using Touchstone.Service.Cases;
using Touchstone.Service.Cases.Access;
using Touchstone.Workbench;
using Touchstone.Workbench.Documents;

namespace Touchstone.Service.Packages;

/// <summary>Packs a case so that another laboratory can check it without this service, and examine again.</summary>
public sealed class PackageMaker(CaseList cases, ExaminationQueue examinations, StoredContent stored, PackageJournal journal, PackageStatements statements)
{
    /// <summary>Packs a case into a file; the journal says so first, and that line is in the package.</summary>
    /// <param name="asked">Which case, and whether its specimen goes along.</param>
    /// <param name="path">The file; it is written anew.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="PackageException">There is no such case, or its examination has not ended.</exception>
    public async Task<PackageManifest> MakeAsync(PackageRequest asked, string path, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var found = await cases.FindAsync(asked.Case, asked.Viewer, cancel) ?? throw new PackageException(Codes.PackageUnfinished, "There is no such case.");
        if (await examinations.OfAsync(found.Sha256, cancel) is not { DocumentSha256: { } document } examination)
            throw new PackageException(Codes.PackageUnfinished, $"{found.Number} has no findings yet: its examination has not ended.");
        var folder = Directory.CreateTempSubdirectory("touchstone-package-");
        try
        {
            var parts = new PartFolder(folder.FullName);
            await CopyAsync(document, parts.PathOf(PackageParts.Result), cancel);
            var examined = await stored.Results.GetAsync(document, cancel) ?? throw Gone();
            await File.WriteAllBytesAsync(parts.PathOf(PackageParts.Findings), FindingsOf(examined), cancel);
            await File.WriteAllTextAsync(parts.PathOf(PackageParts.ReadMe), PackageReadMe.Text, cancel);
            if (asked.WithSpecimen) await CopyAsync(found.Sha256, parts.PathOf(PackageParts.Specimen), cancel);
            var end = await journal.TakeAsync(asked, parts, cancel);
            await statements.TakeAsync(found, examined, end, parts, cancel);
            var manifest = new PackageManifest(PackageManifest.CurrentForm, found.Number, found.Id, end.At, journal.KeyId, examined.Examination.EngineVersion, examined.Examination.Decision.PolicyHash,
                new PackageSpecimen(found.Sha256, found.Bytes, asked.WithSpecimen), await parts.ListAsync(cancel));
            var bytes = manifest.ToBytes();
            await File.WriteAllBytesAsync(parts.PathOf(PackageParts.Manifest), bytes, cancel);
            await File.WriteAllBytesAsync(parts.PathOf(PackageParts.Signature), journal.Sign(bytes), cancel);
            File.Delete(path);
            await ZipFile.CreateFromDirectoryAsync(folder.FullName, path, cancel);
            return manifest;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The published document without the values of maps: what people and other programs read.</summary>
    internal static byte[] FindingsOf(Examined examined)
    {
        using var stream = new MemoryStream();
        using (var document = new ExaminationDocument(stream, withArrays: false))
        {
            document.Add(examined.Examination.Specimen.Name, examined.Examination);
            document.Complete();
        }
        return stream.ToArray();
    }

    private async Task CopyAsync(string sha256, string path, CancellationToken cancel)
    {
        using var blob = await stored.Media.GetAsync(sha256, cancel) ?? throw Gone();
        File.Copy(blob.Path, path);
    }

    private static PackageException Gone() => new(Codes.PackageUnfinished, "The media or the findings of this case are no longer stored.");
}

/// <summary>A package to be made.</summary>
/// <param name="Case">Of which case.</param>
/// <param name="WithSpecimen">Whether the specimen goes along.</param>
/// <param name="Actor">Who asks, for the journal.</param>
/// <param name="Viewer">Who asks, for what they may see.</param>
public sealed record PackageRequest(Guid Case, bool WithSpecimen, string Actor, CaseViewer Viewer);
