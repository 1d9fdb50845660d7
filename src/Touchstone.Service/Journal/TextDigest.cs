using System.Security.Cryptography;
using System.Text;

namespace Touchstone.Service.Journal;

/// <summary>How the journal names what people write: by a salted digest, so that the text can be erased and nobody can guess it back from the line.</summary>
public static class TextDigest
{
    private const int SaltBytes = 16;

    /// <summary>A salt for one text or several that belong together.</summary>
    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(SaltBytes);

    /// <summary>SHA-256 of the salt and then each text as UTF-8, ended by a zero byte; hexadecimal.</summary>
    public static string Of(byte[] salt, params ReadOnlySpan<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(salt);
        foreach (var text in texts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
            hash.AppendData([0]);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
