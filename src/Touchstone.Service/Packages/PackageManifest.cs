using System.Text.Json;
using Touchstone.Media;

namespace Touchstone.Service.Packages;

/// <summary>What a case package holds; its bytes are signed, and it names the digest of every other part.</summary>
/// <param name="Form">Version of this form.</param>
/// <param name="Case">Number of the case.</param>
/// <param name="Id">Its id.</param>
/// <param name="Made">When the package was made.</param>
/// <param name="Key">Id of the key that signs, which is the journal's.</param>
/// <param name="Engine">Version of the engine that examined.</param>
/// <param name="Policy">Digest of the policy that decided.</param>
/// <param name="Specimen">What was examined.</param>
/// <param name="Parts">Every other part, but the signature of this one.</param>
public sealed record PackageManifest(
    int Form, string Case, Guid Id, DateTimeOffset Made, string Key, string Engine, string Policy, PackageSpecimen Specimen, IReadOnlyList<PackagePart> Parts)
{
    /// <summary>The form written here.</summary>
    public const int CurrentForm = 1;

    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <exception cref="PackageException">The bytes are no manifest of this form.</exception>
    internal static PackageManifest Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            if (JsonSerializer.Deserialize<PackageManifest>(bytes, Json) is { Form: CurrentForm } manifest) return manifest;
        }
        catch (JsonException)
        {
            // Said below.
        }
        throw new PackageException(Codes.PackageMalformed, "The manifest cannot be read, or is of a later form than this program knows.");
    }

    private static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n", RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };
}

/// <summary>The specimen of a package.</summary>
/// <param name="Sha256">Digest of its bytes.</param>
/// <param name="Bytes">Their number.</param>
/// <param name="Included">Whether the package holds them.</param>
public sealed record PackageSpecimen(string Sha256, long Bytes, bool Included);

/// <summary>A part of a package.</summary>
/// <param name="Name">Its name in the archive, of <see cref="PackageParts"/>.</param>
/// <param name="Sha256">Digest of its bytes.</param>
/// <param name="Bytes">Their number.</param>
public sealed record PackagePart(string Name, string Sha256, long Bytes);

/// <summary>The package is none, cannot be made, or breaks a bound.</summary>
public sealed class PackageException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Code, of Codes.</summary>
    public string Code => code;
}
