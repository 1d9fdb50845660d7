using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Touchstone.Engine.Profiles;
using Touchstone.Media;
using Touchstone.Workbench.Signing;

namespace Touchstone.Workbench.Profiles;

/// <summary>Profiles of known files as files of their own.</summary>
/// <remarks>
/// <code>
/// line 1  touchstone-profile 1
/// line 2  the profile as JSON in UTF-8, on one line
/// line 3  SHA-256 of line 2 without its line feed, lower-case hexadecimal: the profile's id
/// line 4  nothing, or the signature as JSON
/// </code>
/// Signed is the ASCII text "touchstone-profile-1", a line feed, then the 32 bytes of the id, so that a signature made for anything else does not fit.
/// </remarks>
public static class ProfileFile
{
    /// <summary>Largest profile file, bytes.</summary>
    public const int MaximumBytes = 8 << 20;

    private const string Head = "touchstone-profile 1";
    private const string Signed = "touchstone-profile-1";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    private sealed record Content(DateOnly Made, string Engine, FileProfile Profile);

    /// <summary>The file of a profile; its id is the content hash, whatever the profile has there.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="made">The day it was made.</param>
    /// <param name="key">The private key to sign with, or null.</param>
    public static byte[] Write(FileProfile profile, DateOnly made, ECDsa? key)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var content = JsonSerializer.SerializeToUtf8Bytes(new Content(made, Engine.Examination.CurrentEngineVersion, profile with { Id = "" }), Json);
        var hash = SHA256.HashData(content);
        var signature = key is null ? "" : JsonSerializer.Serialize(ContentSignature.Of(Signed, hash, key), Json) + "\n";
        return [.. Encoding.ASCII.GetBytes(Head + "\n"), .. content, .. Encoding.ASCII.GetBytes($"\n{Convert.ToHexStringLower(hash)}\n{signature}")];
    }

    /// <summary>The profile of a file whose content hash holds.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="key">The public key it must be signed with, or null where no signature is asked for.</param>
    /// <exception cref="ProfileException">No profile, changed, not signed, or signed with another key.</exception>
    public static FileProfile Read(ReadOnlySpan<byte> file, ECDsa? key)
    {
        if (file.Length > MaximumBytes) throw Malformed($"it is larger than {MaximumBytes:N0} bytes");
        var lines = Encoding.UTF8.GetString(file).Split('\n');
        if (lines.Length is < 4 or > 5 || lines[0] != Head) throw Malformed("it does not begin as one, or has more lines");
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(lines[1]));
        if (lines[2] != Convert.ToHexStringLower(hash)) throw new ProfileException(Codes.ProfileChanged, "The profile is not what was written: its content hash does not hold.");
        if (key is not null) Verify(lines[3], hash, key);
        var profile = Parse<Content>(lines[1]).Profile;
        Require(profile);
        return profile with { Id = lines[2] };
    }

    // What a comparison divides by or indexes must be there: a profile is written by others.
    private static void Require(FileProfile profile)
    {
        var n = profile.References.Count;
        if (n is < FileProfile.LeastReferences or > FileProfile.MostReferences) throw Malformed($"{n} references are too few or too many");
        foreach (var property in profile.Properties)
            if (property.Values.Count == 0 || property.Values.Any(v => v.Files < 1) || property.Values.Sum(v => (long)v.Files) != n) throw Malformed($"the counts of “{property.Name}” do not add up to {n}");
        if (profile.Properties.Count == 0 || profile.Properties.DistinctBy(p => p.Name).Count() != profile.Properties.Count) throw Malformed("its properties are none or named twice");
    }

    private static void Verify(string line, byte[] hash, ECDsa key)
    {
        if (line.Length == 0) throw new ProfileException(Codes.ProfileUnsigned, "The profile is not signed.");
        switch (Parse<ContentSignature>(line).Check(Signed, hash, key))
        {
            case SignatureCheck.Malformed: throw Malformed("its signature is not one");
            case SignatureCheck.OtherKey: throw new ProfileException(Codes.ProfileWrongKey, "The profile is signed with another key than the one trusted.");
            case SignatureCheck.Broken: throw new ProfileException(Codes.ProfileChanged, "The profile is not what was signed: it was changed afterwards.");
        }
    }

    private static T Parse<T>(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Json) ?? throw Malformed("it is empty");
        }
        catch (JsonException e)
        {
            throw Malformed(e.Message);
        }
    }

    private static ProfileException Malformed(string why) => new(Codes.ProfileMalformed, $"The file is no profile: {why}.");
}
