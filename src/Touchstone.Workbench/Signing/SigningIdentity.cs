using Touchstone.Media;
using Touchstone.Provenance.Signing;
using Touchstone.Provenance.Signing.Signers;

namespace Touchstone.Workbench.Signing;

/// <summary>A signer read from files and found fit to sign.</summary>
/// <param name="Signer">The signer.</param>
/// <param name="Files">The files it was read from.</param>
/// <param name="Warnings">What its owner should see to, in sentences.</param>
public sealed record SigningIdentity(ManifestSigner Signer, IReadOnlyList<string> Files, IReadOnlyList<string> Warnings)
{
    // Chains and keys have a few kilobytes; a larger file is another one given by mistake.
    private const int MaximumBytes = 1 << 20;

    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Reads and checks a signer.</summary>
    /// <param name="certificates">PEM file: the signer's certificate, then those above it.</param>
    /// <param name="key">PEM file: its private key, not encrypted.</param>
    /// <param name="now">When it is about to sign.</param>
    /// <exception cref="SigningException">A file cannot be read, the two do not belong together, or what they sign would not hold.</exception>
    public static SigningIdentity Load(string certificates, string key, DateTimeOffset now)
    {
        var keyText = Text(key, Codes.SignKey);
        if (keyText.Contains("ENCRYPTED", StringComparison.Ordinal))
            throw new SigningException(Codes.SignKey, $"The key in {key} is encrypted. Decrypt it into a file that only you may read: openssl pkey -in {key} -out plain.pem");
        try
        {
            SigningKey.FromPem(keyText);
        }
        catch (ArgumentException)
        {
            throw new SigningException(Codes.SignKey, $"{key} holds no private key that C2PA signs with: PEM with a key for ECDSA (P-256, P-384, P-521), RSA or Ed25519.");
        }
        var signer = Read(certificates, keyText, now);
        var flaws = SignerCheck.Of(signer, now);
        if (flaws.Count > 0) throw new SigningException(Code(flaws[0].Kind), string.Join(' ', flaws.Select(f => f.Sentence)));
        return new SigningIdentity(signer, [certificates, key], [.. Warn(key)]);
    }

    private static ManifestSigner Read(string certificates, string keyText, DateTimeOffset now)
    {
        try
        {
            var signer = ManifestSigner.FromPem(Text(certificates, Codes.SignCertificate), keyText);
            return new ManifestSigner(signer.Key, signer.Chain) { ClaimedTime = now };
        }
        catch (ArgumentException)
        {
            throw new SigningException(Codes.SignCertificate, $"{certificates} holds no certificate: PEM, the signer's first, then those above it.");
        }
    }

    private static string Code(SignerFlawKind kind) => kind switch
    {
        SignerFlawKind.CertificateUnreadable => Codes.SignCertificate,
        SignerFlawKind.KeyMismatch => Codes.SignMismatch,
        SignerFlawKind.OutsideValidity => Codes.SignValidity,
        SignerFlawKind.UnfitCertificate => Codes.SignUnfit,
        _ => Codes.SignChain,
    };

    private static IEnumerable<string> Warn(string key)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(key) & Others) != 0)
            yield return $"The key {key} can be read by others on this machine. Whoever has it signs in its owner's name: chmod 600 {key}";
    }

    private static string Text(string path, string code)
    {
        try
        {
            if (new FileInfo(path).Length > MaximumBytes) throw new SigningException(code, $"{path} is too large to be a key or a chain of certificates.");
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SigningException(code, $"{path} cannot be read: {e.Message}");
        }
    }
}
