using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Touchstone.Media;

namespace Touchstone.Service.Platform.Hosting;

/// <summary>A certificate with its private key from a file: PKCS#12, or PEM with the key beside it. What follows it in the file is sent along as its chain.</summary>
/// <param name="Own">The certificate with its key.</param>
/// <param name="Chain">The certificates above it.</param>
internal sealed record ServerCertificate(X509Certificate2 Own, X509Certificate2Collection Chain)
{
    /// <summary>Opens the files.</summary>
    /// <param name="file">The certificate; .pem and .crt are PEM, everything else PKCS#12.</param>
    /// <param name="password">Password of the file or the key, or null.</param>
    /// <exception cref="ServiceException">They hold no certificate with its private key.</exception>
    internal static ServerCertificate Open(string file, string? password)
    {
        try
        {
            var opened = Path.GetExtension(file) is ".pem" or ".crt" ? OpenPem(file, password) : OpenPkcs12(file, password);
            return opened.Own.HasPrivateKey ? opened : throw Refusal(file, "it holds no private key");
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw Refusal(file, e.Message.TrimEnd('.'));
        }
    }

    private static ServerCertificate OpenPem(string file, string? password)
    {
        var key = Path.ChangeExtension(file, ".key");
        if (!File.Exists(key)) throw Refusal(file, $"there is no {key} beside it");
        using var own = password is null ? X509Certificate2.CreateFromPemFile(file, key) : X509Certificate2.CreateFromEncryptedPemFile(file, password, key);
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(file);
        // Some systems use the key only of a certificate that was read as a whole.
        return new ServerCertificate(X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), null), [.. all.Skip(1)]);
    }

    private static ServerCertificate OpenPkcs12(string file, string? password)
    {
        var all = X509CertificateLoader.LoadPkcs12CollectionFromFile(file, password);
        var own = all.FirstOrDefault(c => c.HasPrivateKey) ?? throw Refusal(file, "it holds no private key");
        return new ServerCertificate(own, [.. all.Where(c => c != own)]);
    }

    private static ServiceException Refusal(string file, string why) => new(Codes.ServiceCertificate,
        $"The certificate {file} cannot be used: {why}. A PEM file (.pem, .crt) needs its key beside it as .key; any other file is taken for PKCS#12. Give a password in {ServiceOptions.CertificatePasswordVariable}.");
}
