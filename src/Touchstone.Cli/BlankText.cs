using System.CommandLine;

namespace Touchstone.Cli;

/// <summary>Refuses a text of nothing where an option or argument takes one: no file, folder or name is called so.</summary>
internal static class BlankText
{
    /// <summary>Puts the check on every option and argument of a command and of those below it.</summary>
    internal static void RefuseIn(Command command) => RefuseIn(command, []);

    // Some options stand in several commands; each is checked once.
    private static void RefuseIn(Command command, HashSet<Symbol> known)
    {
        foreach (var argument in command.Arguments.Where(known.Add))
            argument.Validators.Add(result => { if (result.Tokens.Any(t => string.IsNullOrWhiteSpace(t.Value))) result.AddError($"{argument.Name} was given as an empty text."); });
        foreach (var option in command.Options.Where(known.Add))
            option.Validators.Add(result => { if (result.Tokens.Any(t => string.IsNullOrWhiteSpace(t.Value))) result.AddError($"{option.Name} was given an empty text."); });
        foreach (var below in command.Subcommands) RefuseIn(below, known);
    }
}
