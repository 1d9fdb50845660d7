using System.Security.Cryptography;

namespace Touchstone.Service.Journal;

/// <summary>The key that signs the journal: ECDSA on P-256, in a file outside the database that the owner alone may read.</summary>
public sealed class JournalKey : IDisposable
{
    private readonly ECDsa _key;

    private JournalKey(ECDsa key)
    {
        _key = key;
        Public = key.ExportSubjectPublicKeyInfo();
        Id = IdOf(Public);
    }

    /// <summary>First 16 hexadecimal digits of the SHA-256 of the public key: tells keys apart.</summary>
    public string Id { get; }

    /// <summary>The public key as SubjectPublicKeyInfo, as lines name it.</summary>
    internal byte[] Public { get; }

    /// <summary>The public key as PEM, for whoever checks.</summary>
    public string PublicPem => _key.ExportSubjectPublicKeyInfoPem();

    /// <summary>Reads the private key, making one where the file is missing.</summary>
    /// <exception cref="CryptographicException">The file holds no such key.</exception>
    public static JournalKey Open(string path)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(path))
        {
            key.ImportFromPem(File.ReadAllText(path));
            return new JournalKey(key);
        }
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(path, options))
            writer.Write(key.ExportPkcs8PrivateKeyPem());
        return new JournalKey(key);
    }

    /// <summary>A key that can only check, from its public PEM.</summary>
    /// <exception cref="CryptographicException">The text holds no such key.</exception>
    public static JournalKey OpenPublic(string pem)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(pem);
        return new JournalKey(key);
    }

    /// <summary>The same from a SubjectPublicKeyInfo.</summary>
    /// <exception cref="CryptographicException">The bytes hold no such key.</exception>
    internal static JournalKey OpenPublic(byte[] info)
    {
        var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(info, out _);
        return new JournalKey(key);
    }

    internal static string IdOf(byte[] info) => Convert.ToHexStringLower(SHA256.HashData(info))[..16];

    internal byte[] Sign(ReadOnlySpan<byte> hash) => _key.SignHash(hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    /// <summary>A signature over a document in the form that openssl takes.</summary>
    internal byte[] SignDocument(ReadOnlySpan<byte> document) => _key.SignData(document, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    internal bool VerifiesDocument(ReadOnlySpan<byte> document, ReadOnlySpan<byte> signature) => _key.VerifyData(document, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    internal bool Verifies(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature) => _key.VerifyHash(hash, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
