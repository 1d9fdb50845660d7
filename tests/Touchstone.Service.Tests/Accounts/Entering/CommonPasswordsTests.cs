using Touchstone.Service.Accounts;
using Touchstone.Service.Accounts.Entering;

namespace Touchstone.Service.Tests.Accounts.Entering;

public sealed class CommonPasswordsTests
{
    private static readonly Account s_account = new() { DisplayName = "Marianne Holzer", Email = "m.holzer@laboratory.example" };

    [Theory]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abababababab")]
    [InlineData("password1234")]
    [InlineData("Passw0rd1234!")]
    [InlineData("P@ssword2026!!")]
    [InlineData("qwertyuiop123")]
    [InlineData("123456789012345")]
    [InlineData("poiuytrewq987654")]
    [InlineData("1qaz2wsx3edc4rfv")]
    [InlineData("Summer2026Summer")]
    [InlineData("welcomeadmin1")]
    [InlineData("MarianneHolzer1")]
    [InlineData("laboratory2026!")]
    [InlineData("touchstone-touchstone")]
    public void What_is_tried_first_is_refused(string password) => Assert.NotNull(CommonPasswords.Problem(password, s_account));

    [Theory]
    [InlineData("a long pass phrase")]
    [InlineData("correct horse battery staple")]
    [InlineData("summer evenings by the canal")]
    [InlineData("kF7-qLm2_xWv9Tb3ZrAs")]
    [InlineData("drei graue Kraniche im März")]
    public void Several_words_and_chance_are_taken(string password) => Assert.Null(CommonPasswords.Problem(password, s_account));
}
