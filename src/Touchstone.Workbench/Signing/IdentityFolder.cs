using Touchstone.Media;
using Touchstone.Provenance.Signing.Signers;

namespace Touchstone.Workbench.Signing;

/// <summary>The files of a private test identity.</summary>
/// <param name="Root">What others need to recognise the signer.</param>
/// <param name="Chain">The signer's certificate.</param>
/// <param name="Key">The private key, for its owner's eyes.</param>
public sealed record IdentityFolder(string Root, string Chain, string Key)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes an identity and writes it into a folder.</summary>
    /// <param name="name">Name of the signer.</param>
    /// <param name="folder">Created if missing.</param>
    /// <param name="overwrite">Whether an identity that is there may be replaced.</param>
    /// <param name="now">When it begins to be valid.</param>
    /// <exception cref="SigningException">The name does not do, or the files cannot be written or are there.</exception>
    public static IdentityFolder Write(string name, string folder, bool overwrite, DateTimeOffset now)
    {
        var files = new IdentityFolder(Path.Combine(folder, "root.pem"), Path.Combine(folder, "chain.pem"), Path.Combine(folder, "key.pem"));
        string[] all = [files.Root, files.Chain, files.Key];
        if (!overwrite && all.FirstOrDefault(File.Exists) is { } there) throw new SigningException(Codes.SignOutputExists, $"There is {there} already. Give another folder, or --force to replace that identity.");
        try
        {
            var identity = PrivateIdentity.Make(name, now);
            Directory.CreateDirectory(folder);
            File.WriteAllText(files.Root, identity.RootPem);
            File.WriteAllText(files.Chain, identity.ChainPem);
            // Nobody else may read the key from its first byte on, and an old file keeps its mode.
            File.Delete(files.Key);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
            using var key = new StreamWriter(files.Key, options);
            key.Write(identity.KeyPem);
            return files;
        }
        catch (ArgumentException)
        {
            throw new SigningException(Codes.SignStatement, "The name of an identity has 1 to 64 characters.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SigningException(Codes.SignOutput, $"The identity cannot be written: {e.Message}");
        }
    }
}
