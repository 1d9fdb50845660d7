using System.Text;
using Touchstone.Engine;
using Touchstone.Provenance;
using Touchstone.Provenance.Signing;
using Touchstone.Workbench.Exhibits;
using Touchstone.Workbench.Reports.Drawing;

namespace Touchstone.Workbench.Signing;

/// <summary>Writes the pictures of examinations as files: maps with their scale, previews, spectrograms; signed where there is a signer.</summary>
/// <param name="folder">Where they go.</param>
/// <param name="identity">Who signs them, or null: they are written unsigned.</param>
/// <param name="now">When they are signed.</param>
public sealed class ExhibitFolder(string folder, SigningIdentity? identity, DateTimeOffset now)
{
    private const int LongestName = 60;

    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _shortcomings = [];

    /// <summary>Pictures written so far.</summary>
    public int Count { get; private set; }

    /// <summary>What could not be signed, or not with everything that belongs to it, one sentence each.</summary>
    public IReadOnlyList<string> Shortcomings => _shortcomings;

    /// <summary>Makes the folder.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public void Make() => Directory.CreateDirectory(folder);

    /// <summary>Writes the pictures of one examination.</summary>
    /// <param name="path">The specimen.</param>
    /// <param name="examined">What was found, with its exhibits.</param>
    /// <param name="cancel">Stops the writing.</param>
    /// <exception cref="IOException">A picture cannot be written.</exception>
    public void Add(string path, Examined examined, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(examined);
        var pictures = Pictures(path, examined).ToArray();
        if (pictures.Length == 0) return;
        var specimen = identity is null ? null : Specimen(path, examined.Examination, cancel);
        foreach (var picture in pictures)
        {
            var file = Path.Combine(folder, picture.Name);
            var bytes = specimen is null ? picture.Bytes : Signed(picture, specimen, cancel);
            File.WriteAllBytes(file, bytes);
            Count++;
        }
    }

    private IEnumerable<Picture> Pictures(string path, Examined examined)
    {
        var stem = Safe(Path.GetFileName(path));
        foreach (var finding in examined.Examination.Findings)
            foreach (var map in finding.Maps)
                if (MapSheet.Of(map, $"{Path.GetFileName(path)}: {finding.DetectorId}") is { } sheet)
                    yield return new Picture(NameFor($"{stem}.{Safe(finding.DetectorId)}.{Safe(map.Name)}", ".png"), PictureFile.Encode(sheet, lossless: true), $"The map “{map.Name}” of the detector {finding.DetectorId}");
        foreach (var exhibit in examined.Exhibits.Where(IsMadeHere))
            yield return new Picture(NameFor($"{stem}.{Safe(exhibit.Name)}", exhibit.MediaType == ExhibitNames.Png ? ".png" : ".jpg"), exhibit.Bytes, $"{exhibit.Name}: {exhibit.Derivation.TrimEnd('.')}");
    }

    // What others stored in credentials is theirs to sign; the thumbnail is a small preview.
    private static bool IsMadeHere(Exhibit exhibit) => exhibit.MediaType is ExhibitNames.Png or ExhibitNames.Jpeg && exhibit.Name != ExhibitNames.Thumbnail && !exhibit.Name.StartsWith(ExhibitNames.Stored, StringComparison.Ordinal);

    private byte[] Signed(Picture picture, ManifestIngredient specimen, CancellationToken cancel)
    {
        var action = ManifestAction.Created(SourceType.AlgorithmicMedia) with
        {
            When = now, SoftwareAgent = SigningStatement.Generator, Description = $"{picture.Story}, made in the examination of {specimen.Title}.", Ingredients = [specimen],
        };
        var manifest = new ManifestBuilder(SigningStatement.Generator) { Title = picture.Name }.Add(action);
        try
        {
            using var output = new MemoryStream();
            FileSigner.Sign(AssetBytes.Of(picture.Bytes), manifest, identity!.Signer, output, FileSigner.Options(now), cancel);
            return output.ToArray();
        }
        catch (SigningException) when (specimen.Store.Length > 0)
        {
            // Manifests that cannot be carried along must not keep the picture from being signed.
            _shortcomings.Add($"{picture.Name}: the credentials of {specimen.Title} could not be taken in; it is named without them.");
            return Signed(picture, specimen with { Store = default, ValidationResults = [] }, cancel);
        }
        catch (SigningException e)
        {
            _shortcomings.Add($"{picture.Name} is not signed: {e.Message}");
            return picture.Bytes;
        }
    }

    // The specimen went in; nothing of it is said to be right or wrong. One that has gone since is named without its credentials.
    private ManifestIngredient Specimen(string path, Examination examination, CancellationToken cancel)
    {
        var title = $"{Path.GetFileName(path)} (SHA-256 {examination.Specimen.Sha256})";
        try
        {
            return SigningStatement.Ingredient(IngredientRelationship.InputTo, path, FileSigner.Options(now), cancel) with { Title = title };
        }
        catch (SigningException e)
        {
            _shortcomings.Add($"{path}: {e.Message} It is named as an ingredient without its credentials.");
            return new ManifestIngredient(IngredientRelationship.InputTo) { Title = title };
        }
    }

    private string NameFor(string stem, string extension)
    {
        var name = stem + extension;
        for (var number = 2; !_names.Add(name); number++) name = $"{stem}-{number}{extension}";
        return name;
    }

    private static string Safe(string text)
    {
        var safe = new StringBuilder();
        foreach (var letter in text.Take(LongestName)) safe.Append(char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' ? letter : '_');
        return safe.ToString().TrimStart('.');
    }

    private sealed record Picture(string Name, byte[] Bytes, string Story);
}
