using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Identity;

namespace Touchstone.Service.Accounts.Entering;

/// <summary>Refuses passwords that are tried first: few different signs, runs along the alphabet or the keyboard, the usual words with digits around them, and the account's own name. No list of leaked passwords is asked.</summary>
internal sealed class CommonPasswords : IPasswordValidator<Account>
{
    private const int FewestSigns = 5;
    private const int LeastLeft = 6;

    // Rows of keyboards and alphabets, forwards; they are looked for backwards as well.
    private static readonly string[] Runs = ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop", "1qaz2wsx3edc4rfv5tgb6yhn7ujm"];

    // What stands alone in what people choose when they are asked for a password of some length.
    private static readonly string[] Words =
    [
        "password", "passwort", "passphrase", "motdepasse", "contrasena", "welcome", "willkommen", "letmein", "iloveyou", "changeme", "administrator", "admin", "default", "secret", "geheim", "monkey", "dragon",
        "football", "baseball", "sunshine", "princess", "superman", "batman", "master", "shadow", "whatever", "trustno", "starwars", "computer", "internet", "summer", "winter", "autumn", "spring", "touchstone",
    ];

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(password is not null && Problem(password, user) is { } problem ? IdentityResult.Failed(new IdentityError { Code = nameof(CommonPasswords), Description = problem }) : IdentityResult.Success);

    /// <summary>Why a password would be guessed early, or null.</summary>
    internal static string? Problem(string password, Account user)
    {
        var plain = Plain(password);
        if (plain.Distinct().Count() < FewestSigns) return $"A password needs {FewestSigns} different signs or more.";
        string[] own = [.. new[] { user.DisplayName, user.Email?.Split('@')[0], user.Email?.Split('@')[^1].Split('.')[0] }.OfType<string>().SelectMany(t => t.Split(' ', '.', '-')).Select(Plain).Where(t => t.Length > 3)];
        // What is left beside what everybody tries has to be long enough by itself.
        var rest = plain;
        foreach (var word in own.Concat(Words).OrderByDescending(w => w.Length)) rest = rest.Replace(word, "", StringComparison.Ordinal);
        rest = WithoutRuns(rest);
        rest = rest.Trim([.. "0123456789!?.,-_*#@$%&+= "]);
        return rest.Distinct().Count() < LeastLeft && rest.Length < plain.Length ? "This password is one of those that are tried first: usual words, rows of keys or your own name. Several words that do not belong together are better." : null;
    }

    // A run of four or more is one sign's worth.
    private static string WithoutRuns(string text)
    {
        const int Shortest = 4;
        var kept = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var length = Math.Min(text.Length - at, 30);
            while (length >= Shortest && !Runs.Any(r => r.Contains(text.AsSpan(at, length), StringComparison.Ordinal) || Reversed(r).Contains(text.AsSpan(at, length), StringComparison.Ordinal))) length--;
            if (length < Shortest) kept.Append(text[at++]);
            else at += length;
        }
        return kept.ToString();
    }

    private static string Reversed(string text) => string.Concat(text.Reverse());

    // Letters for the digits and signs that are put in their place, without accents: "Pässw0rd" is "password".
    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var sign in text.ToLowerInvariant().Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)) plain.Append(sign);
        var replaced = plain.ToString();
        foreach (var (sign, letter) in new[] { ("@", "a"), ("$", "s"), ("pa55", "pass"), ("w0rd", "word"), ("adm1n", "admin"), ("l3tm31n", "letmein") }) replaced = replaced.Replace(sign, letter, StringComparison.Ordinal);
        return replaced;
    }
}
