using System.CommandLine;
using System.Security.Cryptography;
using Touchstone.Cli.Rendering;
using Touchstone.Evaluation.Thresholds;
using Touchstone.Workbench;
using Touchstone.Workbench.Devices;
using Touchstone.Workbench.Profiles;

namespace Touchstone.Cli.Verbs.Devices;

/// <summary>What the verbs share that make one signed file of known files: nothing is written over, what is not used is named, and faults have their exit codes.</summary>
internal static class ReferenceRun
{
    internal static readonly Option<string?> Key = new("--key") { HelpName = "KEY.pem", Description = "Sign the file with this private key (ECDSA on P-256)." };

    /// <summary>Makes the file.</summary>
    /// <param name="parsed">The command line; <see cref="Key"/> is among its options.</param>
    /// <param name="paths">Files and folders.</param>
    /// <param name="output">Where the file goes.</param>
    /// <param name="make">From the files and the key to the bytes; it tells of what it did once they are written.</param>
    internal static int Of(ParseResult parsed, IReadOnlyList<string> paths, string output, Func<IReadOnlyList<string>, ECDsa?, (byte[] Bytes, Action Tell)> make)
    {
        try
        {
            if (Path.Exists(output)) return Refuse($"There is {output} already; it is not written over.", ExitCode.Usage);
            using var key = parsed.GetValue(Key) is { } path ? OperatingKey.ReadPrivate(File.ReadAllText(path)) : null;
            var walked = InputWalk.Of([.. paths]).Files;
            foreach (var (unread, fault) in walked.Where(f => f.Fault is not null)) NotUsed(unread, fault!.Message);
            var (bytes, tell) = make([.. walked.Where(f => f.Fault is null).Select(f => f.Path)], key);
            File.WriteAllBytes(output, bytes);
            tell();
            Console.WriteLine(Printable.Clean($"Written: {output}{(key is null ? ", not signed" : ", signed")}."));
            return ExitCode.Clear;
        }
        catch (DeviceException e)
        {
            return Refuse($"{e.Message} ({e.Code})", ExitCode.Failed);
        }
        catch (ProfileException e)
        {
            return Refuse($"{e.Message} ({e.Code})", ExitCode.Failed);
        }
        catch (Exception e) when (e is OperatingPointException or IOException or UnauthorizedAccessException)
        {
            return Refuse(e.Message, ExitCode.Usage);
        }
        catch (OperationCanceledException)
        {
            return Refuse("Interrupted. Nothing was written.", ExitCode.Interrupted);
        }
    }

    /// <summary>Names the files that were not used and what to know of the rest.</summary>
    internal static void Tell(IEnumerable<(string Path, string Why)> refused, IEnumerable<string> warnings)
    {
        foreach (var (path, why) in refused) NotUsed(path, why);
        foreach (var warning in warnings) Console.Error.WriteLine(Printable.Clean($"Warning: {warning}"));
    }

    private static void NotUsed(string path, string why) => Console.Error.WriteLine(Printable.Clean($"Not used: {path}: {why}"));

    private static int Refuse(string why, int code)
    {
        Console.Error.WriteLine(Printable.Clean(why));
        return code;
    }
}
