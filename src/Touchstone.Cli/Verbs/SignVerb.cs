using System.CommandLine;
using Touchstone.Cli.Rendering;
using Touchstone.Media;
using Touchstone.Provenance.Signing;
using Touchstone.Provenance.Verdicts;
using Touchstone.Workbench.Signing;

namespace Touchstone.Cli.Verbs;

/// <summary><c>touchstone sign FILE</c></summary>
internal static class SignVerb
{
    private static readonly Argument<string?> Input = new("FILE") { Description = "The file to sign: JPEG, PNG, WAV, MP4 and what is built like them. It is never written to.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string> Output = new("--out") { HelpName = "FILE", Description = "Where the signed file goes; with --new-identity, the folder the identity goes to.", Required = true };
    private static readonly Option<string?> Certificates = new("--cert") { HelpName = "CHAIN.pem", Description = "The signer's certificate, then those above it." };
    private static readonly Option<string?> Key = new("--key") { HelpName = "KEY.pem", Description = "The signer's private key, not encrypted." };
    private static readonly Option<string[]> Actions = new("--action") { HelpName = "ACTION", Description = $"What was done, in order; may be given more than once. One of {string.Join(", ", SigningStatement.KnownActions)}, or a name of your own (org.example.shaken). Unless said, a file with a parent or with credentials was opened, any other created.", DefaultValueFactory = _ => [] };
    private static readonly Option<string?> Source = new("--source-type") { HelpName = "TYPE", Description = $"How the content came to be; needed for what was created. One of {string.Join(", ", SourceType.Names)}." };
    private static readonly Option<string?> Title = new("--title") { HelpName = "TEXT", Description = "Title of the signed file; its name unless said." };
    private static readonly Option<string?> Parent = new("--parent") { HelpName = "FILE", Description = "The file it was made from, whose credentials come along. Unless said, FILE itself as it was." };
    private static readonly Option<string[]> Ingredients = new("--ingredient") { HelpName = "FILE", Description = "A file that was put into it; may be given more than once.", DefaultValueFactory = _ => [] };
    private static readonly Option<bool> Force = new("--force") { Description = "Replace what is there under the output's name." };
    private static readonly Option<string?> NewIdentity = new("--new-identity") { HelpName = "NAME", Description = "Make a private test identity of this name instead of signing: root.pem, chain.pem and key.pem. Nobody else trusts it." };

    internal static Command Make()
    {
        var command = new Command("sign",
            """
            Sign a file with Content Credentials (C2PA 2.2): what was done to it, how it came to be, from what, in your name.

            Nothing is sent or fetched, so no time-stamp is taken: the credentials hold as long as the certificate.
            Exit codes: 0 signed and its own validation passed, 2 the command, the key or the certificate is not right, 3 this file could not be signed.
            """) { Input, Output, Certificates, Key, Actions, Source, Title, Parent, Ingredients, Force, NewIdentity };
        command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancel)
    {
        try
        {
            var now = TimeProvider.System.GetUtcNow();
            var output = parsed.GetRequiredValue(Output);
            if (parsed.GetValue(NewIdentity) is { } name) return MakeIdentity(name, output, parsed.GetValue(Force), now);
            if (parsed.GetValue(Input) is not { } input || parsed.GetValue(Certificates) is not { } certificates || parsed.GetValue(Key) is not { } key)
            {
                Console.Error.WriteLine("Say what to sign and who signs: touchstone sign FILE --out FILE --cert CHAIN.pem --key KEY.pem. To try it out, make an identity first: touchstone sign --new-identity NAME --out DIR.");
                return ExitCode.Usage;
            }
            var identity = SigningIdentity.Load(certificates, key, now);
            foreach (var warning in identity.Warnings) Console.Error.WriteLine($"Warning: {Printable.Clean(warning)}");
            var statement = new SigningStatement
            {
                Actions = parsed.GetRequiredValue(Actions), Source = parsed.GetValue(Source), Title = parsed.GetValue(Title), Parent = parsed.GetValue(Parent), Ingredients = parsed.GetRequiredValue(Ingredients),
            };
            Show(FileSigner.Sign(input, output, statement, identity, now, parsed.GetValue(Force), cancel));
            return ExitCode.Clear;
        }
        catch (SigningException e)
        {
            Console.Error.WriteLine(Printable.Clean($"{e.Message} ({e.Code})"));
            return e.Code is Codes.SignInput or Codes.SignFormat or Codes.SignCheck ? ExitCode.NotExamined : ExitCode.Usage;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Interrupted. Nothing was signed.");
            return ExitCode.Interrupted;
        }
    }

    private static void Show(SignedFile signed)
    {
        var active = signed.Report.Manifests[0];
        var signer = active.Signature?.Signer;
        Console.WriteLine(Printable.Clean($"Signed: {signed.Path}"));
        Console.WriteLine(Printable.Clean($"  signer      {signer?.CommonName}{(signer?.Organisation is { Length: > 0 } organisation ? $" ({organisation})" : "")}, {active.Signature?.Algorithm}"));
        Console.WriteLine($"  state       {CredentialView.Word(signed.Report.State)}");
        foreach (var axis in signed.Report.Axes.Where(a => a.Axis is Axis.Declaration or Axis.History && a.Level != AxisLevel.None)) Console.WriteLine(Printable.Clean($"  {axis.Axis.ToString().ToLowerInvariant(),-11} {axis.Sentence}"));
        Console.WriteLine($"  time        No time-stamp was taken, for nothing is sent: these credentials hold until {signer?.NotAfter:yyyy-MM-dd}, when the certificate ends.");
    }

    private static int MakeIdentity(string name, string folder, bool overwrite, DateTimeOffset now)
    {
        var written = IdentityFolder.Write(name, folder, overwrite, now);
        Console.WriteLine(Printable.Clean($"A private test identity for {name}, valid for a year. Nobody else trusts it."));
        Console.WriteLine(Printable.Clean($"  {written.Root}   give this to whoever shall recognise the signer: touchstone provenance FILE --trust {written.Root}"));
        Console.WriteLine(Printable.Clean($"  {written.Chain}  the certificate: --cert"));
        Console.WriteLine(Printable.Clean($"  {written.Key}    the private key: --key. Whoever has it signs in this name."));
        return ExitCode.Clear;
    }
}
