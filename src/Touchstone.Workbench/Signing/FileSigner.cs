using Touchstone.Media;
using Touchstone.Provenance;
using Touchstone.Provenance.Containers;
using Touchstone.Provenance.Signing;
using Touchstone.Provenance.Trust;
using Touchstone.Provenance.Verdicts;

namespace Touchstone.Workbench.Signing;

/// <summary>A file that was signed.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Report">What validating it gives.</param>
public sealed record SignedFile(string Path, ProvenanceReport Report);

/// <summary>Signs files. The input is never written to, and an output appears under its name only when it has passed its own validation.</summary>
public static class FileSigner
{
    /// <summary>Signs a file.</summary>
    /// <param name="input">The file.</param>
    /// <param name="output">Where the signed one goes.</param>
    /// <param name="statement">What is said of it.</param>
    /// <param name="identity">Who says so.</param>
    /// <param name="now">When.</param>
    /// <param name="overwrite">Whether a file of the output's name may be replaced.</param>
    /// <param name="cancel">Stops the signing.</param>
    /// <exception cref="SigningException">It was not signed.</exception>
    public static SignedFile Sign(string input, string output, SigningStatement statement, SigningIdentity identity, DateTimeOffset now, bool overwrite = false, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(identity);
        CheckOutput(output, [input, .. identity.Files, .. statement.Ingredients, .. statement.Parent is { } parent ? [parent] : Array.Empty<string>()], overwrite);
        using var file = Open(input);
        var asset = AssetBytes.Of(file);
        var options = Options(now);
        var layout = LayoutReader.Read(asset, options.Limits, cancel);
        if (layout.Format is not (AssetFormat.Jpeg or AssetFormat.Png or AssetFormat.Wav or AssetFormat.WebP or AssetFormat.Avi or AssetFormat.IsoBmff))
            throw new SigningException(Codes.SignFormat, $"{input} is {(layout.Format == AssetFormat.Unknown ? "of no format that is known here" : $"a file of format {layout.Format}")}; JPEG, PNG, WAV and MP4 are signed, and what is built like them.");
        var manifest = statement.ToManifest(input, Path.GetFileName(output), layout.Stores.Count > 0, options, cancel);
        return Write(output, overwrite, partial => Sign(asset, manifest, identity.Signer, partial, options, cancel));
    }

    /// <summary>What a signed file is held against: the shipped lists and the text of the specification.</summary>
    internal static ValidationOptions Options(DateTimeOffset now) => new() { At = now, Trust = TrustProfiles.Find("itl")! };

    /// <summary>Signs into a stream that can be read back, and validates what was written.</summary>
    /// <exception cref="SigningException">It cannot be signed, or does not hold.</exception>
    internal static ProvenanceReport Sign(AssetBytes asset, ManifestBuilder manifest, ManifestSigner signer, Stream output, ValidationOptions options, CancellationToken cancel)
    {
        try
        {
            AssetSigner.Sign(asset, manifest, signer, output, cancel);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            throw new SigningException(Codes.SignFormat, $"This file cannot be signed: {e.Message}");
        }
        var report = CredentialValidator.Validate(AssetBytes.Of(output), options, cancel: cancel);
        return report.State is CredentialState.Valid or CredentialState.Trusted ? report : throw new SigningException(Codes.SignCheck, $"The signed file does not pass its own validation and was not kept. {report.Summary}");
    }

    private static SignedFile Write(string output, bool overwrite, Func<Stream, ProvenanceReport> sign)
    {
        var partial = output + ".partial";
        try
        {
            ProvenanceReport report;
            using (var stream = new FileStream(partial, FileMode.Create, FileAccess.ReadWrite)) report = sign(stream);
            File.Move(partial, output, overwrite);
            return new SignedFile(output, report);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SigningException(Codes.SignOutput, $"{output} cannot be written: {e.Message}");
        }
        finally
        {
            if (File.Exists(partial)) File.Delete(partial);
        }
    }

    private static void CheckOutput(string output, IEnumerable<string> read, bool overwrite)
    {
        if (read.FirstOrDefault(r => Real(r) == Real(output)) is { } same) throw new SigningException(Codes.SignOutputIsInput, $"The output is {same}, which is read. Signing never writes over what it reads: give another name to --out.");
        if (Directory.Exists(output)) throw new SigningException(Codes.SignOutputExists, $"{output} is a folder. --out takes a file.");
        if (File.Exists(output) && !overwrite) throw new SigningException(Codes.SignOutputExists, $"There is a file {output} already. Give another name, or --force to replace it.");
    }

    private static string Real(string path)
    {
        var info = new FileInfo(path);
        return info.LinkTarget is null ? info.FullName : info.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? info.FullName;
    }

    private static FileStream Open(string input)
    {
        try
        {
            return File.OpenRead(input);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SigningException(Codes.SignInput, $"{input} cannot be read: {e.Message}");
        }
    }
}
