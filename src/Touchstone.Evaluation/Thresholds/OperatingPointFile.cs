using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Touchstone.Media;

namespace Touchstone.Evaluation.Thresholds;

/// <summary>Operating points as signed files.</summary>
/// <remarks>
/// <code>
/// {
///   "operatingPoint": { … },                  the signature covers exactly these bytes, from the first brace to the last
///   "signature": { "algorithm": "ecdsa-p256-sha256", "keyId": "…", "value": "…" }
/// }
/// </code>
/// No form is made canonical while checking: a file that was changed by a single blank within the point is a changed file. Signed is
/// the ASCII text "touchstone-operating-point-1", a line feed, then those bytes, so that a signature made for anything else does not
/// fit. The key id is SHA-256 of the SubjectPublicKeyInfo; the value is r and s, 32 bytes each (IEEE P1363), in base64.
/// </remarks>
public static class OperatingPointFile
{
    /// <summary>The most bytes a file may have.</summary>
    public const int MaximumBytes = 16 * 1024 * 1024;

    private const string Algorithm = "ecdsa-p256-sha256";
    private static readonly byte[] Domain = Encoding.ASCII.GetBytes("touchstone-operating-point-1\n");

    private sealed record SignatureForm(string Algorithm, string KeyId, string Value);

    /// <summary>The file of an operating point.</summary>
    /// <param name="point">The point; it must be one that <see cref="Read"/> takes.</param>
    /// <param name="key">The private key.</param>
    /// <exception cref="OperatingPointException">The point contradicts itself; the message lists every error.</exception>
    public static byte[] Sign(OperatingPoint point, ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(point);
        ArgumentNullException.ThrowIfNull(key);
        Require(point);
        var content = CanonicalJson.Write(point);
        var signature = new SignatureForm(Algorithm, OperatingKey.Id(key), Convert.ToBase64String(key.SignData([.. Domain, .. content], HashAlgorithmName.SHA256)));
        return [.. "{\n\"operatingPoint\": "u8, .. content, .. ",\n\"signature\": "u8, .. CanonicalJson.Write(signature), .. "\n}\n"u8];
    }

    /// <summary>The operating point of a file whose signature holds.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="key">The public key the operator trusts.</param>
    /// <param name="at">The moment: a point all of whose gates have ended is refused.</param>
    /// <exception cref="OperatingPointException">Not an operating point, not signed, signed by another key, changed after signing, contradicting itself, or expired.</exception>
    public static OperatingPoint Read(ReadOnlySpan<byte> file, ECDsa key, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(key);
        var content = Verify(file, key);
        OperatingPoint point;
        try
        {
            point = CanonicalJson.Read<OperatingPoint>(content);
        }
        catch (JsonException e)
        {
            throw Malformed(e.Message);
        }
        Require(point);
        if (point.Gates.Count > 0 && point.Gates.Max(g => g.ValidUntil) is var end && at > end)
            throw new OperatingPointException(Codes.OperatingPointExpired, $"The last gate of {point.Name} {point.Version} was passed until {end:yyyy-MM-dd}; run the gates again.");
        return point;
    }

    private static byte[] Verify(ReadOnlySpan<byte> file, ECDsa key)
    {
        var (content, form) = Split(file);
        if (form is null) throw new OperatingPointException(Codes.OperatingPointUnsigned, "The operating point is not signed.");
        if (form.Algorithm != Algorithm) throw Malformed($"the signature's algorithm is not {Algorithm}");
        if (form.KeyId != OperatingKey.Id(key)) throw new OperatingPointException(Codes.OperatingPointWrongKey, $"The operating point is signed with the key {Short(form.KeyId)}, not with {Short(OperatingKey.Id(key))}.");
        var value = new byte[64];
        // Written again it must be the same text: base64 leaves bits that decode to nothing.
        if (!Convert.TryFromBase64String(form.Value, value, out var length) || length != value.Length || Convert.ToBase64String(value) != form.Value || !key.VerifyData((byte[])[.. Domain, .. content], value, HashAlgorithmName.SHA256))
            throw new OperatingPointException(Codes.OperatingPointChanged, "The operating point is not what was signed: it was changed afterwards.");
        return content;
    }

    private static (byte[] Content, SignatureForm? Signature) Split(ReadOnlySpan<byte> file)
    {
        if (file.Length > MaximumBytes) throw Malformed($"it has more than {MaximumBytes:N0} bytes");
        try
        {
            var reader = new Utf8JsonReader(file);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject) throw Malformed("it is no JSON object");
            byte[]? content = null;
            SignatureForm? signature = null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString();
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                var value = file[start..(int)reader.BytesConsumed];
                if (name == "operatingPoint" && content is null) content = value.ToArray();
                else if (name == "signature" && signature is null) signature = CanonicalJson.Read<SignatureForm>(value);
                else throw Malformed($"the member {name} is unknown or stands there twice");
            }
            // Reads to the end, so that nothing follows the object.
            while (reader.Read()) { }
            return (content ?? throw Malformed("the member operatingPoint is missing"), signature);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Malformed(e.Message);
        }
    }

    private static void Require(OperatingPoint point)
    {
        var errors = PointRules.Errors(point);
        if (errors.Count > 0) throw Malformed(string.Join("; ", errors));
    }

    private static OperatingPointException Malformed(string why) => new(Codes.OperatingPointMalformed, $"The file is no operating point: {why}.");

    private static string Short(string id) => id.Length > 12 ? id[..12] : id;
}
